/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-written-transcript.h"

G_BEGIN_DECLS

gboolean proctor_transcript_paste_looks_like (const char *text);
ProctorWrittenTranscript *proctor_transcript_paste_read (const char *text,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
