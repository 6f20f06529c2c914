"""One coaching session, by its parts: words and topics, rulers, menu, plan, teach-back, check-in."""
