/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-library.h"

G_BEGIN_DECLS

/**
 * ProctorLibraryErrand:
 * @library: the library, borrowed: nobody looks at it once its cancellable says so
 * @ids: (nullable): what was asked for by name
 * @asked: when, by the library's clock
 * @reading: its number among all readings
 *
 * A question of a library that is under way. All that are under way at one time are a load.
 */
typedef struct
{
  ProctorLibrary *library;

  /* Owned */
  char **ids;

  guint64 asked;
  guint reading;
} ProctorLibraryErrand;

typedef void (*ProctorLibraryRowReader) (ProctorLibrary *self,
                                         ProctorTestSummary *row,
                                         ProctorLibraryErrand *errand);

ProctorLibraryErrand *proctor_library_errand_new (ProctorLibrary *self,
                                                  guint reading) G_GNUC_WARN_UNUSED_RESULT;
void proctor_library_errand_free (ProctorLibraryErrand *errand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorLibraryErrand, proctor_library_errand_free)

gboolean proctor_library_errand_read (ProctorLibraryErrand *errand,
                                      GListModel *rows,
                                      ProctorLibraryRowReader read_row);
void proctor_library_errand_read_unranked (ProctorLibrary *self,
                                           ProctorTestSummary *row,
                                           ProctorLibraryErrand *errand);
void proctor_library_errand_fail (ProctorLibraryErrand *errand,
                                  const GError *error);
void proctor_library_errand_succeed (ProctorLibraryErrand *errand);
void proctor_library_errand_end (ProctorLibraryErrand *errand);

G_END_DECLS
