"""What an office keeps besides the register: accounts, the journal."""
