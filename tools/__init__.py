"""What developers run in a checkout, and no council needs: none of it is in the wheel."""
