/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library-errand.h"

#include "proctor-library-private.h"

ProctorLibraryErrand *
proctor_library_errand_new (ProctorLibrary *self,
                            guint reading)
{
  ProctorLibraryErrand *errand = g_new0 (ProctorLibraryErrand, 1);

  errand->library = self;
  errand->asked = self->clock;
  errand->reading = reading;
  self->n_asking++;
  proctor_library_update_loading (self);

  return errand;
}

void
proctor_library_errand_free (ProctorLibraryErrand *errand)
{
  g_strfreev (errand->ids);
  g_free (errand);
}

/* Whatever went wrong first is what is told. What was asked before somebody said to try again is asked
 * once more instead. */
void
proctor_library_errand_fail (ProctorLibraryErrand *errand,
                             const GError *error)
{
  ProctorLibrary *self = errand->library;

  proctor_library_answered (self, error);
  if (self->health != NULL && proctor_health_is_outdated (self->health, error))
    self->next_load = MAX (self->next_load, PROCTOR_LIBRARY_LOAD_REFRESH);
  else if (self->load_error == NULL)
    self->load_error = g_error_copy (error);
}

void
proctor_library_errand_succeed (ProctorLibraryErrand *errand)
{
  ProctorLibrary *self = errand->library;

  proctor_library_answered (self, NULL);
  if (self->load_error == NULL)
    proctor_library_set_error (self, NULL);
}

/* The last answer of a load ends it. */
void
proctor_library_end_question (ProctorLibrary *self)
{
  ProctorLibraryLoad next = self->next_load;

  if (--self->n_asking > 0)
    return;

  if (self->load_error != NULL)
    {
      /* Those who show it see first what came nevertheless. */
      proctor_library_tell (self);
      proctor_library_set_error (self, self->load_error);
      g_clear_error (&self->load_error);
    }
  self->load = PROCTOR_LIBRARY_LOAD_NOTHING;
  self->next_load = PROCTOR_LIBRARY_LOAD_NOTHING;
  if (next != PROCTOR_LIBRARY_LOAD_NOTHING)
    proctor_library_begin_load (self, next);
  if (self->n_asking == 0 && self->n_searching == 0 && !self->is_reading_cache)
    proctor_library_forget_deeds (self);
  proctor_library_update_loading (self);
  if (self->n_asking == 0)
    proctor_library_save_soon (self);
}

void
proctor_library_errand_end (ProctorLibraryErrand *errand)
{
  proctor_library_end_question (errand->library);
}

/* Returns whether some of the rows could not be read. */
gboolean
proctor_library_errand_read (ProctorLibraryErrand *errand,
                             GListModel *rows,
                             ProctorLibraryRowReader read_row)
{
  gboolean any_unreadable = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_TEST_SUMMARY (row))
        read_row (errand->library, PROCTOR_TEST_SUMMARY (row), errand);
      else
        any_unreadable = TRUE;
    }

  return any_unreadable;
}

/* What is not read in the order of the list says nothing of where it is. */
void
proctor_library_errand_read_unranked (ProctorLibrary *self,
                                      ProctorTestSummary *row,
                                      ProctorLibraryErrand *errand)
{
  proctor_library_read_row (self, row, errand->asked, errand->reading, NULL);
}
