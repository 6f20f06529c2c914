"""The visit card: made together, shown, corrected, saved on the person's word."""
