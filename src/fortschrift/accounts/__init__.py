"""Who acts, where, with what right, and the journal that remembers every act.

Reading order: models, results, permissions, append_only, journal, actions, selectors, views.
"""
