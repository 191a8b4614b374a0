/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that make up ProctorMarkdown share.
 */

#pragma once

#include "proctor-markdown.h"

G_BEGIN_DECLS

/* What is to stand in the place of a part of the source. */
typedef struct
{
  gsize start;
  gsize end;
  const char *replacement;
} ProctorMarkdownEdit;

/* What has been found in the source: places are bytes of it. */
typedef struct
{
  const char *source;
  GArray *edits;
  GArray *spans;
} ProctorMarkdownReading;

void proctor_markdown_reading_edit (ProctorMarkdownReading *self,
                                    gsize start,
                                    gsize end,
                                    const char *replacement);
void proctor_markdown_reading_style (ProctorMarkdownReading *self,
                                     ProctorMarkdownStyle style,
                                     gsize start,
                                     gsize end,
                                     char *url);

void proctor_markdown_read_inline (ProctorMarkdownReading *self,
                                   gsize start,
                                   gsize end);
void proctor_markdown_read_blocks (ProctorMarkdownReading *self,
                                   gsize length);

G_END_DECLS
