/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-aligned-item.h"

#include <glib/gi18n.h>

/**
 * ProctorAlignedItem:
 *
 * A turn of one run and the turn of another that stands beside it, or a turn beside which there is none.
 */
struct _ProctorAlignedItem
{
  GObject parent_instance;

  /* Owned */
  ProctorReaderItem *one;   /* nullable */
  ProctorReaderItem *other; /* nullable, but not both */

  guint number;
};

G_DEFINE_FINAL_TYPE (ProctorAlignedItem, proctor_aligned_item, G_TYPE_OBJECT)

static void
proctor_aligned_item_finalize (GObject *object)
{
  ProctorAlignedItem *self = PROCTOR_ALIGNED_ITEM (object);

  g_clear_object (&self->one);
  g_clear_object (&self->other);

  G_OBJECT_CLASS (proctor_aligned_item_parent_class)->finalize (object);
}

static void
proctor_aligned_item_class_init (ProctorAlignedItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_aligned_item_finalize;
}

static void
proctor_aligned_item_init (ProctorAlignedItem *self)
{
}

/**
 * proctor_aligned_item_new:
 * @one: (nullable): a turn of the one run
 * @other: (nullable): a turn of the other
 * @number: the how-manieth difference it is, from 1; 0 if they don't differ
 *
 * Returns: (transfer full): a row for both
 */
ProctorAlignedItem *
proctor_aligned_item_new (ProctorReaderItem *one,
                          ProctorReaderItem *other,
                          guint number)
{
  ProctorAlignedItem *self;

  g_return_val_if_fail (one != NULL || other != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_ALIGNED_ITEM, NULL);
  g_set_object (&self->one, one);
  g_set_object (&self->other, other);
  self->number = number;

  return self;
}

ProctorReaderItem *
proctor_aligned_item_get_one (ProctorAlignedItem *self)
{
  return self->one;
}

ProctorReaderItem *
proctor_aligned_item_get_other (ProctorAlignedItem *self)
{
  return self->other;
}

/* The how-manieth difference it is, from 1; 0 if both are the same. */
guint
proctor_aligned_item_get_number (ProctorAlignedItem *self)
{
  return self->number;
}

/* What stands above the row; %NULL where nothing differs. */
char *
proctor_aligned_item_dup_caption (ProctorAlignedItem *self)
{
  const char *kind = self->other == NULL ? _ ("only in A") : self->one == NULL ? _ ("only in B")
                                                                               : NULL;

  if (self->number == 0)
    return NULL;
  if (kind == NULL && self->number == 1)
    return g_strdup (_ ("First difference"));
  if (kind == NULL)
    /* Translators: the how-manieth it is. */
    return g_strdup_printf (_ ("Difference %u"), self->number);
  if (self->number == 1)
    /* Translators: %s is “only in A” or “only in B”, which are two runs. */
    return g_strdup_printf (_ ("First difference: %s"), kind);

  /* Translators: the how-manieth it is, and “only in A” or “only in B”, which are two runs. */
  return g_strdup_printf (_ ("Difference %u: %s"), self->number, kind);
}
