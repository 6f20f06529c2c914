"""How good the companion is: figures, confusion matrices and the page that keeps them.

Each module measures one thing and returns a Part; nothing here is needed to talk.
"""
