/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ProctorSeverity:
 * @PROCTOR_SEVERITY_ERROR: the test can't be saved like this, or could never tell anything
 * @PROCTOR_SEVERITY_WARNING: it can be saved and run, and will probably not do what was meant
 * @PROCTOR_SEVERITY_HINT: it is worth knowing
 *
 * How bad a finding is.
 */
typedef enum
{
  PROCTOR_SEVERITY_ERROR,
  PROCTOR_SEVERITY_WARNING,
  PROCTOR_SEVERITY_HINT,
} ProctorSeverity;

G_END_DECLS
