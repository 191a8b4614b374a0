/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ProctorChoiceFacts:
 * @id: what is stored when it is chosen
 * @title: (nullable): what it is called, the id if it has no name
 * @kind: (nullable): its kind, as the API has it
 * @detail: (nullable): what else there is to know
 * @names: (nullable): what is in it: a tool's parameters, an environment's variables
 * @has_answers: whether it is a tool with answers of its own for simulations
 * @is_outdated: whether it is going to go, or has gone
 *
 * What a choice is made of.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *kind;
  const char *detail;
  const char *const *names;
  gboolean has_answers;
  gboolean is_outdated;
} ProctorChoiceFacts;

#define PROCTOR_TYPE_CHOICE (proctor_choice_get_type ())

G_DECLARE_FINAL_TYPE (ProctorChoice, proctor_choice, PROCTOR, CHOICE, GObject)

ProctorChoice *proctor_choice_new (const ProctorChoiceFacts *facts);

const char *proctor_choice_get_id (ProctorChoice *self);
const char *proctor_choice_get_title (ProctorChoice *self);
const char *proctor_choice_get_kind (ProctorChoice *self);
const char *proctor_choice_get_detail (ProctorChoice *self);
const char *const *proctor_choice_get_names (ProctorChoice *self);
gboolean proctor_choice_get_has_answers (ProctorChoice *self);
gboolean proctor_choice_get_is_outdated (ProctorChoice *self);

G_END_DECLS
