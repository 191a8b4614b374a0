/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorMarkdownStyle:
 * @PROCTOR_MARKDOWN_PLAIN: as it is
 * @PROCTOR_MARKDOWN_BOLD: strong
 * @PROCTOR_MARKDOWN_ITALIC: emphasized
 * @PROCTOR_MARKDOWN_STRIKE: crossed out
 * @PROCTOR_MARKDOWN_CODE: code
 * @PROCTOR_MARKDOWN_HEADING: a heading
 * @PROCTOR_MARKDOWN_QUOTE: what another has said
 * @PROCTOR_MARKDOWN_LINK: a link; only to where https leads
 * @PROCTOR_MARKDOWN_ODD: the name of a character that can't be seen
 * @PROCTOR_MARKDOWN_N_STYLES: how many there are
 *
 * How a part of a text looks.
 */
typedef enum
{
  PROCTOR_MARKDOWN_PLAIN,
  PROCTOR_MARKDOWN_BOLD,
  PROCTOR_MARKDOWN_ITALIC,
  PROCTOR_MARKDOWN_STRIKE,
  PROCTOR_MARKDOWN_CODE,
  PROCTOR_MARKDOWN_HEADING,
  PROCTOR_MARKDOWN_QUOTE,
  PROCTOR_MARKDOWN_LINK,
  PROCTOR_MARKDOWN_ODD,
  PROCTOR_MARKDOWN_N_STYLES,
} ProctorMarkdownStyle;

/**
 * ProctorMarkdownSpan:
 * @style: how it looks
 * @start: at which byte of the text it begins
 * @end: at which byte it has ended
 * @url: (nullable): where a link leads to
 *
 * A part of the text that looks different.
 */
typedef struct
{
  ProctorMarkdownStyle style;
  guint start;
  guint end;
  char *url;
} ProctorMarkdownSpan;

/**
 * ProctorMarkdown:
 * @text: what a person reads
 * @spans: (element-type ProctorMarkdownSpan): what of it looks different
 *
 * A text that was written by nobody knows whom, ready to be shown. What looks like markup in it is text; it
 * has no characters that can't be seen.
 */
typedef struct
{
  GString *text;
  GArray *spans;
} ProctorMarkdown;

ProctorMarkdown *proctor_markdown_new (void);
void proctor_markdown_free (ProctorMarkdown *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorMarkdown, proctor_markdown_free)

void proctor_markdown_read (ProctorMarkdown *self,
                            const char *source,
                            gssize length);
void proctor_markdown_add (ProctorMarkdown *self,
                           const char *source,
                           gssize length,
                           ProctorMarkdownStyle style);

char *proctor_markdown_dup_markup (ProctorMarkdown *self);

gboolean proctor_markdown_is_odd (gunichar c);
char *proctor_markdown_dup_visible (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_markdown_is_long (const char *text);
char *proctor_markdown_dup_beginning (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
