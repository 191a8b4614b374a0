/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-sections.h"

#include <glib/gi18n.h>

#include "proctor-context-section.h"
#include "proctor-reply-section.h"
#include "proctor-simulation-section.h"
#include "proctor-tool-section.h"
#include "proctor-turns-section.h"

/* What the form of a test consists of, from top to bottom: what is said, what is expected then, and what
 * surrounds it. */

static void
add_section (GtkBox *box,
             const char *title,
             GtkWidget *section)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "wrap", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (heading, "title-4");
  gtk_box_append (GTK_BOX (part), heading);
  gtk_box_append (GTK_BOX (part), section);
  gtk_box_append (box, part);
}

static void
add_conversation (GtkBox *box,
                  ProctorTestKind kind,
                  ProctorEditing *editing)
{
  GtkWidget *conversation = proctor_turns_section_new ();

  proctor_turns_section_set_kind (PROCTOR_TURNS_SECTION (conversation), kind);
  proctor_turns_section_set_editing (PROCTOR_TURNS_SECTION (conversation), editing);
  add_section (box, _ ("Conversation"), conversation);
}

static void
add_expectation (GtkBox *box,
                 ProctorTestKind kind,
                 ProctorEditing *editing)
{
  GtkWidget *section = NULL;

  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      section = proctor_reply_section_new ();
      proctor_reply_section_set_editing (PROCTOR_REPLY_SECTION (section), editing);
      break;
    case PROCTOR_TEST_KIND_TOOL:
      section = proctor_tool_section_new ();
      proctor_tool_section_set_editing (PROCTOR_TOOL_SECTION (section), editing);
      break;
    case PROCTOR_TEST_KIND_SIMULATION:
      section = proctor_simulation_section_new ();
      proctor_simulation_section_set_editing (PROCTOR_SIMULATION_SECTION (section), editing);
      break;
    case PROCTOR_TEST_KIND_UNKNOWN:
      return;
    }

  add_section (box, _ ("Expectation"), section);
}

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
  GtkWidget *context = proctor_context_section_new ();

  add_conversation (box, kind, editing);
  add_expectation (box, kind, editing);
  proctor_context_section_set_editing (PROCTOR_CONTEXT_SECTION (context), editing);
  add_section (box, _ ("Context"), context);
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
