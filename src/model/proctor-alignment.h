/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_ALIGNMENT_NONE G_MAXUINT

/**
 * ProctorAlignable:
 * @who: whose turn it is; only turns of the same are put side by side
 * @said: (nullable): what was said
 * @done: (nullable): what was done besides
 *
 * A turn, as far as it matters for what stands beside it.
 */
typedef struct
{
  char *who;
  char *said;
  char *done;
} ProctorAlignable;

ProctorAlignable *proctor_alignable_new (const char *who,
                                         const char *said,
                                         const char *done) G_GNUC_WARN_UNUSED_RESULT;
void proctor_alignable_free (ProctorAlignable *self);

/**
 * ProctorAlignedPair:
 * @one: which turn of the one, %PROCTOR_ALIGNMENT_NONE if there is none
 * @other: which turn of the other, %PROCTOR_ALIGNMENT_NONE if there is none
 * @is_same: whether they say and do the same
 *
 * Two turns that stand side by side.
 */
typedef struct
{
  guint one;
  guint other;
  gboolean is_same;
} ProctorAlignedPair;

GArray *proctor_alignment_make (GPtrArray *one,
                                GPtrArray *other,
                                GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
