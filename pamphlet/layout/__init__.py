"""Lines to panels: the flow of the body, columns, copyfit, and panels made of slots."""
