/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-reviews.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGREEMENT_BUTTON (proctor_agreement_button_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgreementButton, proctor_agreement_button, PROCTOR, AGREEMENT_BUTTON, AdwBin)

void proctor_agreement_button_set_reviews (ProctorAgreementButton *self,
                                           ProctorReviews *reviews);

G_END_DECLS
