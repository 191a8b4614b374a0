/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-review.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGREEMENT_TABLE (proctor_agreement_table_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgreementTable, proctor_agreement_table, PROCTOR, AGREEMENT_TABLE, AdwBin)

void proctor_agreement_table_show (ProctorAgreementTable *self,
                                   const ProctorReviewTally *tally);

G_END_DECLS
