"""What an instructor does with a whole class, before and after grading.

Collecting what was handed in, the page on how it went, and the tables for Canvas and Moodle. These
know the gradebook and the file system and nothing of how an answer is judged.
"""
