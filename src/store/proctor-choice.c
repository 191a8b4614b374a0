/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-choice.h"

/**
 * ProctorChoice:
 *
 * Something of a server's that can be chosen by its name, and is stored as its id.
 */
struct _ProctorChoice
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *title;
  char *kind;
  char *detail;
  char **names;

  gboolean has_answers;
  gboolean is_outdated;
};

G_DEFINE_FINAL_TYPE (ProctorChoice, proctor_choice, G_TYPE_OBJECT)

static void
proctor_choice_finalize (GObject *object)
{
  ProctorChoice *self = PROCTOR_CHOICE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->detail);
  g_strfreev (self->names);

  G_OBJECT_CLASS (proctor_choice_parent_class)->finalize (object);
}

static void
proctor_choice_class_init (ProctorChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_choice_finalize;
}

static void
proctor_choice_init (ProctorChoice *self)
{
}

/**
 * proctor_choice_new:
 * @facts: what there is to say of it
 *
 * Returns: (transfer full): something that can be chosen
 */
ProctorChoice *
proctor_choice_new (const ProctorChoiceFacts *facts)
{
  ProctorChoice *self;

  g_return_val_if_fail (facts->id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_CHOICE, NULL);
  self->id = g_strdup (facts->id);
  self->title = g_strdup (facts->title != NULL && facts->title[0] != '\0' ? facts->title : facts->id);
  self->kind = g_strdup (facts->kind);
  self->detail = g_strdup (facts->detail);
  self->names = g_strdupv ((char **) facts->names);
  self->has_answers = facts->has_answers;
  self->is_outdated = facts->is_outdated;

  return self;
}

const char *
proctor_choice_get_id (ProctorChoice *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE (self), NULL);

  return self->id;
}

const char *
proctor_choice_get_title (ProctorChoice *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE (self), NULL);

  return self->title;
}

const char *
proctor_choice_get_kind (ProctorChoice *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE (self), NULL);

  return self->kind;
}

const char *
proctor_choice_get_detail (ProctorChoice *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE (self), NULL);

  return self->detail;
}

/**
 * proctor_choice_get_names:
 * @self: a choice
 *
 * Returns: (nullable) (array zero-terminated=1): a tool's parameters by their paths, in which a star is any
 *   place in a list and two stars at the end are anything below; an environment's variables; %NULL if
 *   nobody knows
 */
const char *const *
proctor_choice_get_names (ProctorChoice *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE (self), NULL);

  return (const char *const *) self->names;
}

gboolean
proctor_choice_get_has_answers (ProctorChoice *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE (self), FALSE);

  return self->has_answers;
}

gboolean
proctor_choice_get_is_outdated (ProctorChoice *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE (self), FALSE);

  return self->is_outdated;
}
