"""The doors of the demo: choosing a persona and moving the clock. Absent outside demo mode."""
