import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import type { OpenLink } from '#parties/links.ts'
import { roleWords } from '#parties/words.ts'
import { DefinitionList, Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form } from '#ui/forms.tsx'
import type { Looked, Unusable } from './links.ts'
import { sentenceOf } from './sentences.ts'
import { words } from './words.ts'

/** Asks for a link to set a new password. */
export function askResetView(seen: Seen): View {
  const own = words[seen.lang]
  return {
    title: own.reset.title,
    breadcrumbs: [{ label: own.signIn.title, href: '/sign-in' }, { label: own.reset.title }],
    body: (
      <>
        <Heading lead={own.reset.lead}>{own.reset.title}</Heading>
        <FormErrors seen={seen} />
        <Form action="/reset" csrf={seen.csrf}>
          <Field
            name="email"
            label={own.signIn.email}
            type="email"
            autocomplete="username"
            value={typed(seen, 'email')}
            error={faultOf(seen, 'email')}
            width="middle"
            required
          />
          <ButtonRow>
            <Button size="large">{own.reset.send}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

/** Sets the new password, or says why the link cannot. */
export function resetView(looked: Looked, seen: Seen): View {
  const own = words[seen.lang].reset
  if ('why' in looked) return unusable(looked.why, seen, { label: own.again, href: '/reset' })
  const { token, link } = looked
  return {
    title: own.newTitle,
    body: (
      <>
        <Heading lead={own.newLead(link.email)}>{own.newTitle}</Heading>
        <FormErrors seen={seen} />
        <Form action={`/reset/${token}`} csrf={seen.csrf}>
          <input type="hidden" name="username" autocomplete="username" value={link.email} />
          <NewPassword seen={seen} label={own.newPassword} />
          <ButtonRow>
            <Button size="large">{own.save}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  }
}

/** Says who invites to what, and lets the invited in. */
export function invitationView(looked: Looked, seen: Seen): View {
  const { lang } = seen
  const own = words[lang].invitation
  if ('why' in looked)
    return unusable(looked.why, seen, { label: words[lang].signIn.title, href: '/sign-in' })
  const { token, link } = looked
  const role = link.role ? roleWords[lang][link.role] : ''
  return {
    title: own.title,
    body: (
      <>
        <Heading lead={own.lead(link.partyName ?? '', role)}>{own.title}</Heading>
        <FormErrors seen={seen} />
        <DefinitionList items={[[own.forEmail, link.email]]} />
        <Form action={`/invitations/${token}`} csrf={seen.csrf}>
          <input type="hidden" name="language" value={lang} />
          <p>{link.known ? own.knownLead : own.newLead}</p>
          {!link.known && <NewPerson link={link} seen={seen} />}
          <ButtonRow>
            <Button size="large">{own.accept}</Button>
          </ButtonRow>
          <p class="y-hint">
            {own.whoSees} <TextLink href="/privacy">{words[lang].privacy}</TextLink>
          </p>
        </Form>
      </>
    ),
  }
}

function NewPerson({ link, seen }: { link: OpenLink; seen: Seen }) {
  const own = words[seen.lang].invitation
  return (
    <>
      <Field
        name="name"
        label={own.name}
        hint={own.nameHint}
        autocomplete="name"
        value={typed(seen, 'name')}
        error={faultOf(seen, 'name')}
        width="middle"
        required
      />
      <input type="hidden" name="username" autocomplete="username" value={link.email} />
      <NewPassword seen={seen} label={words[seen.lang].signIn.password} />
    </>
  )
}

/** Never shown again as it was typed. */
function NewPassword({ seen, label }: { seen: Seen; label: string }) {
  return (
    <Field
      name="password"
      label={label}
      hint={words[seen.lang].reset.passwordHint}
      type="password"
      autocomplete="new-password"
      error={faultOf(seen, 'password')}
      width="middle"
      required
    />
  )
}

function unusable(why: Unusable, seen: Seen, way: { label: string; href: string }): View {
  const { lang } = seen
  const title = words[lang].link.unusable
  return {
    title,
    body: (
      <>
        <Heading>{title}</Heading>
        <Notice kind="warning" title={sentenceOf(why, lang)} />
        <ButtonRow>
          <ButtonLink href={way.href}>{way.label}</ButtonLink>
        </ButtonRow>
      </>
    ),
  }
}
