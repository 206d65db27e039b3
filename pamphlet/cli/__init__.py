"""The commands: thin, one file each. They read arguments, call a room and print findings."""
