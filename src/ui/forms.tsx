/**
 * Forms that work without scripts: one column, a label above each box, what is wrong in words beside the box and once
 * more in a list on top. Numbers are text boxes with a numeric keyboard: people type full-width digits and commas,
 * and turning the wheel over a box must not change an amount.
 */
import type { Child } from 'hono/jsx'
import { Icon } from './icons.tsx'
import { safeUrl } from './links.ts'
import { useWords } from './words.ts'

/** The names of the two hidden boxes that every posting form carries. */
export const csrfField = '_csrf'
export const requestKeyField = '_key'

/** The id of a box by its name, so that an `ErrorSummary` can lead to it: `lines[0].kg` → `f-lines-0--kg`. */
export function fieldId(name: string): string {
  return `f-${name.replaceAll(/[^\w-]/g, '-')}`
}

interface FormProps {
  action: string
  /** The session's token against forged posts. Every form that posts has one. */
  csrf?: string
  /** One key for one intention: sending the same form twice does it once. */
  requestKey?: string
  method?: 'post' | 'get'
  /** With files: multipart. */
  files?: boolean
  /** Holds a table that takes the whole width; the boxes stay as narrow as elsewhere. */
  wide?: boolean
  id?: string
  /** Names the form for those who do not see it, where a page has several. */
  label?: string
  children?: Child
}

export function Form(props: FormProps) {
  const { action, csrf, requestKey, method = 'post', files, wide, id, label, children } = props
  return (
    <form
      class={wide ? 'y-form y-form-wide' : 'y-form'}
      id={id}
      action={safeUrl(action)}
      method={method}
      enctype={files ? 'multipart/form-data' : undefined}
      aria-label={label}
      data-submit-once={method === 'post' ? '' : undefined}
      novalidate
    >
      {csrf !== undefined && <input type="hidden" name={csrfField} value={csrf} />}
      {requestKey !== undefined && <input type="hidden" name={requestKeyField} value={requestKey} />}
      {children}
    </form>
  )
}

/** What all boxes have in common. `error` is a sentence that names the mend. */
interface BoxProps {
  name: string
  label: string
  hint?: Child
  error?: string
  required?: boolean
  /** Says 任意 beside the label; use it where most boxes are required. */
  optional?: boolean
  /** When one name occurs several times on a page. */
  id?: string
  /** The label is read out but not shown: in a table whose head says it already. */
  hideLabel?: boolean
}

interface LabelledProps extends BoxProps {
  children?: Child
}

function describedBy(id: string, { hint, error }: Pick<BoxProps, 'hint' | 'error'>): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
}
function stateOf(id: string, box: BoxProps) {
  return {
    'aria-describedby': describedBy(id, box),
    'aria-invalid': box.error ? 'true' : undefined,
    'aria-required': box.required ? 'true' : undefined,
  }
}

function Mark({ required, optional }: { required?: boolean; optional?: boolean }) {
  const words = useWords()
  if (required) return <span class="y-mark-required">{words.required}</span>
  return optional ? <span class="y-mark-optional">{words.optional}</span> : null
}

function HintAndError({ id, hint, error }: { id: string; hint?: Child; error?: string }) {
  return (
    <>
      {hint && (
        <p class="y-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="y-error" id={`${id}-error`}>
          <Icon name="error" />
          <span>{error}</span>
        </p>
      )}
    </>
  )
}

function Labelled({ id = '', label, hideLabel, required, optional, hint, error, children }: LabelledProps) {
  return (
    <div class={error ? 'y-field y-field-wrong' : 'y-field'}>
      <label class={hideLabel ? 'y-hidden' : 'y-label'} for={id}>
        {label}
        <Mark required={required} optional={optional} />
      </label>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
    </div>
  )
}

interface FieldProps extends BoxProps {
  type?:
    | 'text'
    | 'number'
    | 'decimal'
    | 'date'
    | 'month'
    | 'time'
    | 'email'
    | 'password'
    | 'tel'
    | 'url'
    | 'search'
  value?: string | number
  /** Stands after the box: kg, 円, 本. */
  unit?: string
  width?: 'short' | 'middle' | 'full'
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search' | 'none'
  min?: string | number
  max?: string | number
  maxlength?: number
  readonly?: boolean
}

export function Field(props: FieldProps) {
  const { name, type = 'text', value, unit, width, autocomplete, min, max, maxlength, readonly } = props
  const id = props.id ?? fieldId(name)
  const number = type === 'number' || type === 'decimal'
  const native = type === 'date' || type === 'month' || type === 'time'
  return (
    <Labelled {...props} id={id}>
      <span class={`y-input-row y-width-${width ?? (number || native ? 'short' : 'full')}`}>
        <input
          class={number ? 'y-input y-input-number' : 'y-input'}
          id={id}
          name={name}
          type={number ? 'text' : type}
          value={value}
          inputmode={props.inputmode ?? (number ? (type === 'number' ? 'numeric' : 'decimal') : undefined)}
          autocomplete={autocomplete ?? (number ? 'off' : undefined)}
          min={native ? min : undefined}
          max={native ? max : undefined}
          maxlength={maxlength}
          readonly={readonly}
          {...stateOf(id, props)}
        />
        {unit && <span class="y-unit">{unit}</span>}
      </span>
    </Labelled>
  )
}

interface TextAreaProps extends BoxProps {
  value?: string
  rows?: number
  maxlength?: number
}

export function TextArea(props: TextAreaProps) {
  const { name, value = '', rows = 5, maxlength } = props
  const id = props.id ?? fieldId(name)
  return (
    <Labelled {...props} id={id}>
      <textarea class="y-input" id={id} name={name} rows={rows} maxlength={maxlength} {...stateOf(id, props)}>
        {value}
      </textarea>
    </Labelled>
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
}
interface SelectProps extends BoxProps {
  options: readonly (Choice | { readonly group: string; readonly options: readonly Choice[] })[]
  value?: string
  /** The first, empty line; false leaves it out. */
  empty?: string | false
  width?: 'short' | 'middle' | 'full'
}

export function Select(props: SelectProps) {
  const { name, options, value, empty, width = 'full' } = props
  const words = useWords()
  const id = props.id ?? fieldId(name)
  return (
    <Labelled {...props} id={id}>
      <span class={`y-select y-width-${width}`}>
        <select class="y-input" id={id} name={name} {...stateOf(id, props)}>
          {empty !== false && <option value="">{empty ?? words.choose}</option>}
          {options.map((each) =>
            'group' in each ? (
              <optgroup label={each.group}>
                {each.options.map((option) => (
                  <Option {...option} chosen={value} />
                ))}
              </optgroup>
            ) : (
              <Option {...each} chosen={value} />
            ),
          )}
        </select>
        <Icon name="down" />
      </span>
    </Labelled>
  )
}

function Option({ value, label, disabled, chosen }: Choice & { chosen?: string }) {
  return (
    <option value={value} selected={value === chosen} disabled={disabled}>
      {label}
    </option>
  )
}

interface CheckboxProps extends BoxProps {
  value?: string
  checked?: boolean
}

export function Checkbox(props: CheckboxProps) {
  const { name, label, value = '1', checked, hint, error, required, hideLabel } = props
  const id = props.id ?? fieldId(name)
  return (
    <div class={error ? 'y-field y-field-wrong' : 'y-field'}>
      <HintAndError id={id} error={error} />
      <label class="y-choice">
        <input type="checkbox" id={id} name={name} value={value} checked={checked} {...stateOf(id, props)} />
        <span class={hideLabel ? 'y-hidden' : undefined}>
          {label}
          <Mark required={required} />
        </span>
      </label>
      <HintAndError id={id} hint={hint} />
    </div>
  )
}

interface ChoiceGroupProps extends BoxProps {
  options: readonly Choice[]
  /** Side by side where there is room. */
  inline?: boolean
}

export function RadioGroup({ value, ...props }: ChoiceGroupProps & { value?: string }) {
  return <ChoiceGroup {...props} type="radio" values={value === undefined ? [] : [value]} />
}
export function CheckboxGroup({ values = [], ...props }: ChoiceGroupProps & { values?: readonly string[] }) {
  return <ChoiceGroup {...props} type="checkbox" values={values} />
}

function ChoiceGroup(props: ChoiceGroupProps & { type: 'radio' | 'checkbox'; values: readonly string[] }) {
  const { name, label, options, values, type, inline, hint, error, required, optional } = props
  const id = props.id ?? fieldId(name)
  return (
    <fieldset
      class={error ? 'y-field y-choices y-field-wrong' : 'y-field y-choices'}
      aria-describedby={describedBy(id, props)}
    >
      <legend class="y-label">
        {label}
        <Mark required={required} optional={optional} />
      </legend>
      <HintAndError id={id} hint={hint} error={error} />
      <div class={inline ? 'y-choice-list y-choice-inline' : 'y-choice-list'}>
        {options.map((option, index) => {
          // The first has the field's own id: that is where the list of errors leads.
          const own = index === 0 ? id : `${id}-${index}`
          return (
            <label class="y-choice">
              <input
                type={type}
                id={own}
                name={name}
                value={option.value}
                checked={values.includes(option.value)}
                disabled={option.disabled}
              />
              <span>
                {option.label}
                {option.hint && <small class="y-choice-hint">{option.hint}</small>}
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

interface FileFieldProps extends BoxProps {
  /** `.csv,text/csv` */
  accept?: string
  multiple?: boolean
}

export function FileField(props: FileFieldProps) {
  const { name, accept, multiple } = props
  const id = props.id ?? fieldId(name)
  return (
    <Labelled {...props} id={id}>
      <input
        class="y-file"
        type="file"
        id={id}
        name={name}
        accept={accept}
        multiple={multiple}
        {...stateOf(id, props)}
      />
    </Labelled>
  )
}

/** Boxes that belong together under one legend. */
export function FieldGroup({ legend, hint, children }: { legend: string; hint?: Child; children?: Child }) {
  return (
    <fieldset class="y-group">
      <legend>{legend}</legend>
      <div class="y-group-body">
        {hint && <p class="y-hint">{hint}</p>}
        {children}
      </div>
    </fieldset>
  )
}

/** Short boxes side by side where there is room, one below the other on a phone. */
export function FieldRow({ children }: { children?: Child }) {
  return <div class="y-field-row">{children}</div>
}

export interface FieldError {
  /** The box's name; none when the whole form is meant. */
  readonly name?: string
  readonly message: string
}

/** The list of what is wrong, each leading to its box. Draws nothing when nothing is wrong. */
export function ErrorSummary({ errors, title }: { errors: readonly FieldError[]; title?: string }) {
  const words = useWords()
  if (errors.length === 0) return null
  return (
    <div class="y-errors" role="alert" tabindex={-1} id="errors" data-focus>
      <p class="y-errors-title">
        <Icon name="error" />
        {title ?? words.errorCount(errors.length)}
      </p>
      <ul>
        {errors.map(({ name, message }) => (
          <li>{name === undefined ? message : <a href={`#${fieldId(name)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  )
}
