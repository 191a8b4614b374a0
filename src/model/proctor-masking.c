/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-masking-private.h"

#include <string.h>

/**
 * ProctorMasking:
 *
 * What conversations say of people, and what is to stand there instead, so that a test can be made of
 * a conversation without keeping who it was with. Names, e-mail addresses, telephone numbers and the
 * numbers of cards and accounts are found by rules; what was found once is found wherever it occurs
 * again, and replaced by the same. It works on this computer alone, and nothing that is made of rules
 * is perfect.
 *
 * One thread at a time may use it.
 */
struct _ProctorMasking
{
  GObject parent_instance;

  /* Owned */
  GListStore *masks;
  GHashTable *known; /* a kind and what is the same however it is written: a #Known */
  ProctorMaskPeople *people;

  guint n_found[PROCTOR_MASK_N_KINDS];
  gboolean is_disabled[PROCTOR_MASK_N_KINDS];
};

/* A number or an address that was found. */
typedef struct
{
  /* Owned */
  ProctorMask *mask;

  guint nth;
} Known;

G_DEFINE_FINAL_TYPE (ProctorMasking, proctor_masking, G_TYPE_OBJECT)

static void
known_free (Known *known)
{
  g_clear_object (&known->mask);
  g_free (known);
}

/* Takes the mask. */
static void
add_mask (ProctorMasking *self,
          ProctorMask *mask)
{
  ProctorMaskKind kind = proctor_mask_get_kind (mask);

  proctor_mask_set_enabled (mask, !self->is_disabled[kind]);
  self->n_found[kind]++;
  g_list_store_append (self->masks, mask);
  g_object_unref (mask);
}

static char *
make_key (ProctorMaskKind kind,
          const char *identity)
{
  return g_strdup_printf ("%d:%s", (int) kind, identity);
}

static Known *
look_up (ProctorMasking *self,
         ProctorMaskKind kind,
         const char *identity)
{
  g_autofree char *key = make_key (kind, identity);

  return g_hash_table_lookup (self->known, key);
}

static Known *
add_known (ProctorMasking *self,
           ProctorMaskKind kind,
           const char *identity,
           const char *text,
           const char *replacement)
{
  Known *known = g_new0 (Known, 1);

  known->nth = self->n_found[kind];
  known->mask = proctor_mask_new (kind, text, replacement);
  g_hash_table_insert (self->known, make_key (kind, identity), known);
  add_mask (self, g_object_ref (known->mask));

  return known;
}

ProctorMaskPeople *
proctor_masking_get_people (ProctorMasking *self)
{
  return self->people;
}

void
proctor_masking_add_person (ProctorMasking *self,
                            const ProctorMaskName *name)
{
  ProctorMask *mask = proctor_mask_people_add (self->people, name);

  if (mask != NULL)
    add_mask (self, mask);
}

/* Returns what masks an address, or NULL if it is not known and is not to be. */
ProctorMask *
proctor_masking_find_email (ProctorMasking *self,
                            const char *text,
                            gsize length,
                            gboolean is_new)
{
  g_autofree char *identity = g_ascii_strdown (text, (gssize) length);
  Known *known = look_up (self, PROCTOR_MASK_EMAIL, identity);

  if (known == NULL && is_new)
    {
      g_autofree char *address = g_strndup (text, length);
      g_autofree char *replacement = g_strdup_printf ("person%u@example.com", self->n_found[PROCTOR_MASK_EMAIL] + 1);

      known = add_known (self, PROCTOR_MASK_EMAIL, identity, address, replacement);
    }

  return known != NULL ? known->mask : NULL;
}

static ProctorMaskKind
get_kind (ProctorMaskNumberKind kind)
{
  if (kind == PROCTOR_MASK_NUMBER_PHONE)
    return PROCTOR_MASK_PHONE;

  return kind == PROCTOR_MASK_NUMBER_CARD ? PROCTOR_MASK_CARD : PROCTOR_MASK_ACCOUNT;
}

/* The same digits may have been more clearly an account's, say, where they were found. */
static Known *
look_number_up (ProctorMasking *self,
                const ProctorMaskNumber *number)
{
  const ProctorMaskNumberKind kinds[] = { number->kind, PROCTOR_MASK_NUMBER_ACCOUNT, PROCTOR_MASK_NUMBER_CARD, PROCTOR_MASK_NUMBER_PHONE };
  ProctorMaskNumber other = *number;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Known *known;

      if (kinds[i] == PROCTOR_MASK_NUMBER_NONE || self->n_found[get_kind (kinds[i])] == 0)
        continue;
      other.kind = kinds[i];
      known = look_up (self, get_kind (other.kind), proctor_mask_number_get_identity (&other));
      if (known != NULL)
        return known;
    }

  return NULL;
}

/* Returns what masks a number, or NULL if it is not known and is not to be. */
ProctorMask *
proctor_masking_find_number (ProctorMasking *self,
                             const ProctorMaskNumber *number,
                             const char *text,
                             gboolean is_new,
                             guint *nth)
{
  Known *known = look_number_up (self, number);

  if (known == NULL && is_new && number->kind != PROCTOR_MASK_NUMBER_NONE)
    {
      ProctorMaskKind kind = get_kind (number->kind);
      g_autofree char *written = g_strndup (text, number->length);
      g_autofree char *replacement = proctor_mask_number_replace (number->kind, text, number->length, self->n_found[kind]);

      known = add_known (self, kind, proctor_mask_number_get_identity (number), written, replacement);
    }
  if (known == NULL)
    return NULL;

  *nth = known->nth;

  return known->mask;
}

static void
proctor_masking_finalize (GObject *object)
{
  ProctorMasking *self = PROCTOR_MASKING (object);

  g_clear_object (&self->masks);
  g_hash_table_unref (self->known);
  proctor_mask_people_free (self->people);

  G_OBJECT_CLASS (proctor_masking_parent_class)->finalize (object);
}

static void
proctor_masking_class_init (ProctorMaskingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_masking_finalize;
}

static void
proctor_masking_init (ProctorMasking *self)
{
  self->masks = g_list_store_new (PROCTOR_TYPE_MASK);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) known_free);
  self->people = proctor_mask_people_new ();
}

/**
 * proctor_masking_new:
 *
 * Returns: (transfer full): what has found nothing yet
 */
ProctorMasking *
proctor_masking_new (void)
{
  return g_object_new (PROCTOR_TYPE_MASKING, NULL);
}

/**
 * proctor_masking_get_masks:
 * @self: a masking
 *
 * Returns: (transfer none): what was found, of #ProctorMask
 */
GListModel *
proctor_masking_get_masks (ProctorMasking *self)
{
  g_return_val_if_fail (PROCTOR_IS_MASKING (self), NULL);

  return G_LIST_MODEL (self->masks);
}

/**
 * proctor_masking_get_kind_enabled:
 * @self: a masking
 * @kind: a kind
 *
 * Returns: whether what is of this kind is replaced, unless it is switched off by itself
 */
gboolean
proctor_masking_get_kind_enabled (ProctorMasking *self,
                                  ProctorMaskKind kind)
{
  g_return_val_if_fail (PROCTOR_IS_MASKING (self), FALSE);

  return !self->is_disabled[kind];
}

/**
 * proctor_masking_set_kind_enabled:
 * @self: a masking
 * @kind: a kind
 * @enabled: whether what is of this kind is to be replaced
 *
 * Switches all of a kind on or off.
 */
void
proctor_masking_set_kind_enabled (ProctorMasking *self,
                                  ProctorMaskKind kind,
                                  gboolean enabled)
{
  GListModel *masks;

  g_return_if_fail (PROCTOR_IS_MASKING (self));

  masks = G_LIST_MODEL (self->masks);
  self->is_disabled[kind] = !enabled;
  for (guint i = 0; i < g_list_model_get_n_items (masks); i++)
    {
      g_autoptr (ProctorMask) mask = g_list_model_get_item (masks, i);

      if (proctor_mask_get_kind (mask) == kind)
        proctor_mask_set_enabled (mask, enabled);
    }
}

static char *
scan (ProctorMasking *self,
      ProctorMaskingDeed deed,
      const char *text)
{
  const ProctorMaskingPlace place = { NULL, FALSE, FALSE, 0 };

  return proctor_masking_scan (self, deed, text, strlen (text), &place);
}

/**
 * proctor_masking_find_in_text:
 * @self: a masking
 * @text: (nullable): what somebody said, or JSON; UTF-8
 *
 * Finds what is to be masked in @text. In JSON only what is in its strings is looked at.
 */
void
proctor_masking_find_in_text (ProctorMasking *self,
                              const char *text)
{
  g_autofree char *unused = NULL;

  g_return_if_fail (PROCTOR_IS_MASKING (self));

  if (text != NULL)
    unused = scan (self, PROCTOR_MASKING_FIND, text);
}

/**
 * proctor_masking_mask_text:
 * @self: a masking
 * @text: (nullable): what somebody said, or JSON; UTF-8
 *
 * Masks what was found, here or anywhere else. JSON stays JSON and says the same but for that.
 *
 * Returns: (transfer full) (nullable): @text, masked
 */
char *
proctor_masking_mask_text (ProctorMasking *self,
                           const char *text)
{
  char *masked;

  g_return_val_if_fail (PROCTOR_IS_MASKING (self), NULL);

  if (text == NULL)
    return NULL;
  masked = scan (self, PROCTOR_MASKING_REPLACE, text);

  return masked != NULL ? masked : g_utf8_make_valid (text, -1);
}
