import { FormErrors } from '#http/form-errors.tsx'
import { type Seen, faultOf, typed } from '#http/house.ts'
import type { View } from '#http/routes.ts'
import { Heading, Notice, TextLink } from '#ui/blocks.tsx'
import { Button, ButtonLink, ButtonRow } from '#ui/buttons.tsx'
import { Field, Form, csrfField } from '#ui/forms.tsx'
import { Icon } from '#ui/icons.tsx'
import { Drawing, type DrawingName } from '#ui/lists.tsx'
import { homeOf } from './back.ts'
import type { DemoDoor } from './doors.ts'
import { words } from './words.ts'

/** The door: by e-mail and password, by passkey, and in a demo region as whoever one likes. */
export function signInView({ back }: { back?: string }, seen: Seen): View {
  const own = words[seen.lang]
  return {
    title: own.signIn.title,
    body: (
      <>
        <Heading lead={seen.demo ? own.demo.lead : own.signIn.lead}>
          {seen.demo ? own.demo.title : own.signIn.title}
        </Heading>
        <FormErrors seen={seen} />
        <Already back={back} seen={seen} />
        {seen.demo && <Doors back={back} seen={seen} />}
        {seen.demo && (
          <div class="mt-14">
            <Heading level={2}>{own.demo.ownAccount}</Heading>
          </div>
        )}
        <PasswordForm back={back} seen={seen} />
        <Passkey back={back} seen={seen} />
        {!seen.demo && (
          <section class="mt-12">
            <Heading level={2}>{own.signIn.noAccount}</Heading>
            <p>{own.signIn.noAccountText}</p>
          </section>
        )}
      </>
    ),
  }
}

interface DoorProps {
  back?: string
  seen: Seen
}

const Back = ({ back }: { back?: string }) => (back ? <input type="hidden" name="back" value={back} /> : null)

function Already({ back, seen }: DoorProps) {
  const own = words[seen.lang].signIn
  if (!seen.actor.userId) return null
  return (
    <div class="mb-8">
      <Notice kind="info" title={own.already(seen.actor.name)}>
        <ButtonRow>
          <ButtonLink href={back ?? homeOf(seen.actor.role)}>{own.goOn}</ButtonLink>
        </ButtonRow>
      </Notice>
    </div>
  )
}

function PasswordForm({ back, seen }: DoorProps) {
  const own = words[seen.lang].signIn
  return (
    <Form action="/sign-in" csrf={seen.csrf} label={own.title}>
      <Back back={back} />
      <Field
        name="email"
        label={own.email}
        type="email"
        autocomplete="username"
        value={typed(seen, 'email')}
        error={faultOf(seen, 'email')}
        width="middle"
        required
      />
      <Field
        name="password"
        label={own.password}
        type="password"
        autocomplete="current-password"
        error={faultOf(seen, 'password')}
        width="middle"
        required
      />
      <ButtonRow>
        <Button size="large" kind={seen.demo ? 'secondary' : 'primary'}>
          {own.enter}
        </Button>
      </ButtonRow>
      <p>
        <TextLink href="/reset">{own.forgotten}</TextLink>
      </p>
    </Form>
  )
}

/** Hidden until the script that serves it has found that this browser knows passkeys. */
function Passkey({ back, seen }: DoorProps) {
  const own = words[seen.lang].signIn
  return (
    <div
      class="mt-8 max-w-[44rem] border-t border-line pt-8"
      data-passkey="sign-in"
      data-csrf={seen.csrf}
      data-back={back}
      data-failed={own.passkeyFailed}
      hidden
    >
      <Button kind="secondary" size="large" type="button" icon="person">
        {own.passkey}
      </Button>
      <p class="y-hint mt-3">{own.passkeyHint}</p>
      <p class="y-error" role="alert" hidden></p>
    </div>
  )
}

/** Who makes, buys and joins them comes first, with a picture; who looks after the region follows. */
const groups: readonly { readonly key: 'trade' | 'life' | 'watch'; readonly doors: readonly DemoDoor[] }[] = [
  { key: 'trade', doors: ['producer', 'buyer_inside', 'buyer_outside', 'company_staff'] },
  { key: 'life', doors: ['citizen', 'shop', 'yard_keeper'] },
  { key: 'watch', doors: ['advisor', 'officer', 'administrator'] },
]
const drawings: Readonly<Partial<Record<DemoDoor, DrawingName>>> = {
  producer: 'field',
  buyer_inside: 'town',
  buyer_outside: 'water',
  company_staff: 'hands',
}

/** In a demo region: each role a door, and one line of what one can do behind it. */
function Doors({ back, seen }: DoorProps) {
  const own = words[seen.lang].demo
  return (
    <form method="post" action="/sign-in/demo" data-submit-once="" aria-label={own.title}>
      <input type="hidden" name={csrfField} value={seen.csrf} />
      <Back back={back} />
      {groups.map(({ key, doors }) => (
        <section class="mt-8">
          <h2 class="text-std-20B-150">{own.groups[key]}</h2>
          <ul
            class={`mt-4 grid gap-4 sm:grid-cols-2 ${key === 'trade' ? 'lg:grid-cols-4' : 'lg:grid-cols-3'}`}
          >
            {doors.map((door) => (
              <li class="flex">
                <Door door={door} seen={seen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </form>
  )
}

function Door({ door, seen }: { door: DemoDoor; seen: Seen }) {
  const own = words[seen.lang].demo
  const { label, text } = own.doors[door]
  const drawing = drawings[door]
  return (
    <button
      class="group flex w-full cursor-pointer overflow-hidden rounded-12 border border-line bg-white text-left hover:border-action hover:shadow-1 sm:flex-col"
      type="submit"
      name="role"
      value={door}
    >
      {drawing && (
        <span class="block w-24 flex-none sm:h-40 sm:w-full">
          <Drawing name={drawing} />
        </span>
      )}
      <span class="flex flex-1 flex-col gap-1 p-4 sm:p-5">
        <span class="text-std-18B-160 text-brand">{label}</span>
        <span>{text}</span>
        <span class="mt-auto flex items-center gap-1 pt-2 font-bold text-action group-hover:underline">
          {own.enterAs}
          <Icon name="arrow" />
        </span>
      </span>
    </button>
  )
}
