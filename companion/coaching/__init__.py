"""Guided conversations, a room for each: danger, looks, feelings, session (habits), self_check, visit ...

`flow` is their shape, `heard` a message as they see it, `taking` whether it is theirs, `lead` which of them
it leads to. `said` tells what a message says; `answer` and `finding` what the content has to say to it.
Plain Python, no Rasa.
"""
