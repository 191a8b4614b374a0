/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agreement-button.h"

#include "proctor-review-words.h"

#include <glib/gi18n.h>

/**
 * ProctorAgreementButton:
 *
 * Says how often the judge and a person agree in an invocation, and leads to more of that. While nothing is decided there is
 * nothing to say, and it isn't there.
 */
struct _ProctorAgreementButton
{
  AdwBin parent_instance;

  /* Owned */
  ProctorReviews *reviews;
  GSignalGroup *signals;

  /* Borrowed: the child */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (ProctorAgreementButton, proctor_agreement_button, ADW_TYPE_BIN)

static void
update (ProctorAgreementButton *self)
{
  const ProctorReviewTally *tally = self->reviews != NULL ? proctor_reviews_get_tally (self->reviews) : NULL;
  guint n_agreed = tally != NULL ? proctor_review_tally_count (tally, PROCTOR_OPINION_AGREE) : 0;
  guint n = n_agreed + (tally != NULL ? proctor_review_tally_count (tally, PROCTOR_OPINION_DISAGREE) : 0);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n > 0)
    {
      g_autofree char *share = proctor_review_words_dup_share (n_agreed, n);
      /* Translators: how often the judge and a person agree, as in “Judge and You: 80 % (4 of 5)”. */
      g_autofree char *words = g_strdup_printf (_ ("Judge and You: %s (%u of %u)"), share, n_agreed, n);

      gtk_button_set_label (GTK_BUTTON (self->button), words);
    }
}

static void
proctor_agreement_button_dispose (GObject *object)
{
  ProctorAgreementButton *self = PROCTOR_AGREEMENT_BUTTON (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->reviews);

  G_OBJECT_CLASS (proctor_agreement_button_parent_class)->dispose (object);
}

static void
proctor_agreement_button_class_init (ProctorAgreementButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_agreement_button_dispose;
}

static void
proctor_agreement_button_init (ProctorAgreementButton *self)
{
  self->button = gtk_button_new ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "invocation.show-agreement");
  gtk_widget_set_tooltip_text (self->button, _ ("How Often the Judge and You Agree"));
  gtk_button_set_can_shrink (GTK_BUTTON (self->button), TRUE);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "numeric");
  adw_bin_set_child (ADW_BIN (self), self->button);
  self->signals = g_signal_group_new (PROCTOR_TYPE_REVIEWS);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  update (self);
}

/**
 * proctor_agreement_button_set_reviews:
 * @self: a button
 * @reviews: (nullable): what people have decided
 */
void
proctor_agreement_button_set_reviews (ProctorAgreementButton *self,
                                      ProctorReviews *reviews)
{
  g_return_if_fail (PROCTOR_IS_AGREEMENT_BUTTON (self));

  if (!g_set_object (&self->reviews, reviews))
    return;

  g_signal_group_set_target (self->signals, reviews);
  update (self);
}
