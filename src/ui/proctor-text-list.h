/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"

G_BEGIN_DECLS

/**
 * ProctorTextListWords:
 * @name: what a person calls one of them, with its number, as in "Condition %u"
 * @edit: what changing one is called
 * @add: what adding one is called
 * @placeholder: what is shown where one is empty
 * @blank: what is wrong with one that is blank
 *
 * What is said of the texts.
 */
typedef struct
{
  const char *name;
  const char *edit;
  const char *add;
  const char *placeholder;
  const char *blank;
} ProctorTextListWords;

#define PROCTOR_TYPE_TEXT_LIST (proctor_text_list_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTextList, proctor_text_list, PROCTOR, TEXT_LIST, GtkWidget)

void proctor_text_list_set_words (ProctorTextList *self,
                                  const ProctorTextListWords *words);
void proctor_text_list_set_limit (ProctorTextList *self,
                                  guint limit);
void proctor_text_list_bind (ProctorTextList *self,
                             ProctorEditing *editing,
                             gpointer record,
                             guint field);
gboolean proctor_text_list_focus (ProctorTextList *self,
                                  guint position);

G_END_DECLS
