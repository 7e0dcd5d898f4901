import * as z from 'zod';
import { OUTCOMES } from '../core/model/experiment';
import { TARGET_STATES } from '../core/model/kata';
import { OBSTACLE_STATES } from '../core/model/obstacle';
import type { StoryboardView } from '../core/storyboard/view';

/**
 * The messages between the storyboard's webview and its host. Both sides validate what they get.
 * A message names records by handle and values by key; never a file, a command or an address.
 */

const handle = z.string().min(1).max(400);
const key = z.union([z.string().max(200), z.number().int().min(0).max(100_000)]);
const path = z.array(key).max(16);
const text = z.string().max(100_000);
const request = z.number().int().min(1);

/** What a field can be given; null takes the key away. */
const fieldValue = z.union([text, z.number(), z.null()]);

/** From the webview: what a person did. `request` numbers it; the answer comes as `done` or `refused` with the same number. */
export const toHost = z.discriminatedUnion('type', [
  /** The webview is there and wants a snapshot. */
  z.strictObject({ type: z.literal('ready') }),
  /** One field's value. `version`: the snapshot the person saw; `was`: what the field said there, so that a change underneath is noticed. */
  z.strictObject({
    type: z.literal('set'),
    request,
    version: z.number().int(),
    record: handle,
    path,
    was: fieldValue,
    value: fieldValue,
  }),
  /** One more item at the end (or at `index`) of a list of texts. */
  z.strictObject({
    type: z.literal('insertItem'),
    request,
    version: z.number().int(),
    record: handle,
    path,
    index: z.number().int().min(0),
    value: text,
  }),
  /** `was`: the item's text; null for an item that is no text. */
  z.strictObject({
    type: z.literal('removeItem'),
    request,
    version: z.number().int(),
    record: handle,
    path,
    index: z.number().int().min(0),
    was: text.nullable(),
  }),
  z.strictObject({
    type: z.literal('moveItem'),
    request,
    version: z.number().int(),
    record: handle,
    path,
    from: z.number().int().min(0),
    to: z.number().int().min(0),
  }),
  z.strictObject({
    type: z.literal('setObstacleState'),
    request,
    record: handle,
    state: z.enum(OBSTACLE_STATES),
  }),
  z.strictObject({ type: z.literal('addObstacle'), request, title: text.min(1) }),
  z.strictObject({ type: z.literal('removeObstacle'), request, record: handle }),
  z.strictObject({
    type: z.literal('setTargetState'),
    request,
    target: handle,
    state: z.enum(TARGET_STATES),
  }),
  z.strictObject({ type: z.literal('addTarget'), request, title: text.min(1) }),
  z.strictObject({ type: z.literal('addCondition'), request }),
  z.strictObject({ type: z.literal('addExperiment'), request, step: text.min(1) }),
  z.strictObject({
    type: z.literal('setOutcome'),
    request,
    record: handle,
    outcome: z.enum(OUTCOMES).nullable(),
  }),
  z.strictObject({ type: z.literal('undo') }),
  z.strictObject({ type: z.literal('redo') }),
  /** Asks for a new experiment, the obstacle that is addressed first. */
  z.strictObject({ type: z.literal('startExperiment') }),
  z.strictObject({ type: z.literal('recordResult'), record: handle }),
  z.strictObject({ type: z.literal('finishExperiment'), record: handle }),
  /** Asks how the active target condition ended, and for the next. */
  z.strictObject({ type: z.literal('setNextTarget') }),
  /** Shows what a commit of an experiment changed: one of those that the snapshot named. */
  z.strictObject({
    type: z.literal('openCommit'),
    record: handle,
    hash: z.string().regex(/^[0-9a-f]{40,64}$/),
  }),
  /** Asks what to compare with, and opens a review. */
  z.strictObject({ type: z.literal('reviewChanges') }),
  /** Shows where a corner stands in the code. */
  z.strictObject({ type: z.literal('openCorner'), id: z.string().regex(/^c-[0-9a-z]{5}$/) }),
  /** Opens the record's text, at the value where a path is given, else at `line`. */
  z.strictObject({
    type: z.literal('openText'),
    record: handle,
    path: path.nullable(),
    line: z.number().int().min(1).nullable(),
  }),
]);

export type ToHost = z.infer<typeof toHost>;
export type ToHostType = ToHost['type'];

/** The view is made and checked by core; here only its envelope is, so that an unknown shape is never drawn. */
const view = z.custom<StoryboardView>(
  (value) => typeof value === 'object' && value !== null && (value as { view?: unknown }).view === 1,
);

/** To the webview. */
export const toWebview = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('snapshot'),
    /** Counts up with each snapshot of this board. */
    version: z.number().int(),
    view,
    canUndo: z.string().nullable(),
    canRedo: z.string().nullable(),
  }),
  /** No board can be drawn at all: a sentence, and where there is text to mend, its line. */
  z.strictObject({ type: z.literal('unavailable'), message: z.string(), line: z.number().int().nullable() }),
  z.strictObject({
    type: z.literal('done'),
    request,
    /** The handle of what was made. */ created: handle.nullable(),
  }),
  z.strictObject({ type: z.literal('refused'), request, message: z.string(), mend: z.string() }),
  /** Brings a record into view and focus: from the tree, or after it was made. */
  z.strictObject({ type: z.literal('reveal'), record: handle, path: path.nullable() }),
]);

export type ToWebview = z.infer<typeof toWebview>;
