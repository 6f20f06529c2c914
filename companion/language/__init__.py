"""What a message means in plain terms: findings and their context, by spaCy and our own rules."""
