"""The story of the Haddad household (see the tour in the README): written with the commands of real use."""
