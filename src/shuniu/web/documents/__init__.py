"""What goes out of an office: the register of documents, and the templates they are written from."""
