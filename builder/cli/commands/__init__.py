"""One file a command; its name is the command's, its first docstring line is `section: what it does`."""
