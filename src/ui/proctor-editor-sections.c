/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-sections.h"

#include "proctor-conversation-view.h"
#include "proctor-test-facts.h"

/* What the form of a test consists of, from top to bottom. */

/**
 * proctor_editor_sections_fill:
 * @box: where the sections go
 * @kind: which kind of test it is
 * @editing: the test
 */
void
proctor_editor_sections_fill (GtkBox *box,
                              ProctorTestKind kind,
                              ProctorEditing *editing)
{
  GtkWidget *conversation = g_object_new (PROCTOR_TYPE_CONVERSATION_VIEW, NULL);
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  proctor_conversation_view_set_turns (PROCTOR_CONVERSATION_VIEW (conversation), proctor_test_get_chat_history (proctor_editing_get_test (editing)));
  proctor_test_facts_fill (GTK_BOX (facts), proctor_editing_get_test (editing), kind);
  gtk_box_append (box, conversation);
  gtk_box_append (box, facts);
}

/**
 * proctor_editor_sections_clear:
 * @box: where the sections are
 */
void
proctor_editor_sections_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}
