import {
  ok,
  troubleOf,
  type BackendReport,
  type Client,
  type Desk,
  type EventPayload,
  type ModelInfo,
  type Outcome,
  type PlacePurpose,
  type ReplyOf,
  type Settings,
  type StudySource,
  type Trouble,
  type choosePlace,
  type hello,
  type listRecent,
} from '../../src-main/contract';
import { say } from '../language/language.svelte';
import type { Connection } from './client';
import { afterEvents, openingStudy, type StudyEvent, type StudyState } from './study-state';
import type { ConnectionState } from './transport';
import { uploadFiles, type NamedFile, type UploadProgress } from './upload';

export type Job = EventPayload<'jobProgress'>;
export type Recent = ReplyOf<typeof listRecent>['recent'][number];
export type Hello = ReplyOf<typeof hello>;
export type Grant = NonNullable<ReplyOf<typeof choosePlace>['grant']>;

/** Events of the study are gathered this long and applied together: the list stays readable while a folder pours in. */
const gatherMs = 40;

/** What the page knows: the open study, what main can do, what is running. Made in App.svelte, handed down by context. */
export class Session {
  readonly client: Client;
  readonly on: Connection['on'];

  connection = $state<ConnectionState>('connecting');
  hello = $state.raw<Hello | null>(null);
  study = $state.raw<StudyState | null>(null);
  models = $state.raw<readonly ModelInfo[]>([]);
  settings = $state.raw<Settings | null>(null);
  backends = $state.raw<BackendReport | null>(null);
  /** Every job of this session, by its id, as it last spoke. */
  jobs = $state.raw<Readonly<Record<string, Job>>>({});
  recents = $state.raw<readonly Recent[]>([]);
  upload = $state.raw<UploadProgress | null>(null);
  /** How the open study was left the last time. */
  deskLeft: Desk | null = null;
  /** What failed last outside of any panel; shown above the page until dismissed. */
  trouble = $state.raw<Trouble | null>(null);

  readonly runningJobs = $derived(Object.values(this.jobs).filter((job) => job.state === 'running'));
  /** The backend that the settings name, or the one that `auto` is here; null until that is known. */
  readonly backendInUse = $derived(
    this.settings && this.settings.backend !== 'auto' ? this.settings.backend : (this.backends?.chosen ?? null),
  );
  readonly activeModel = $derived(this.models.find((model) => model.name === this.settings?.modelName) ?? null);

  readonly #connection: Connection;
  #gathered: StudyEvent[] = [];
  #applying: ReturnType<typeof setTimeout> | null = null;
  #uploading: AbortController | null = null;
  #opening = 0;
  #settingsUnderWay = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.client = connection.client;
    this.on = connection.on;
    connection.onState((state) => (this.connection = state));
    connection.on('studyProgress', (payload) => this.#gather({ name: 'studyProgress', payload }));
    connection.on('studySeries', (payload) => this.#gather({ name: 'studySeries', payload }));
    connection.on('studySeriesGone', (payload) => this.#gather({ name: 'studySeriesGone', payload }));
    connection.on('studyRefused', (payload) => this.#gather({ name: 'studyRefused', payload }));
    connection.on('jobProgress', (job) => (this.jobs = { ...this.jobs, [job.jobId]: job }));
  }

  /** Asks main for everything the page begins with, and opens what the command line named. */
  async start(): Promise<void> {
    const greeting = await this.client.hello({});
    if (!greeting.ok) {
      this.trouble = greeting.error;
      return;
    }
    this.hello = greeting.value;
    const { initialGrant } = greeting.value;
    if (initialGrant !== null) void this.openStudy({ kind: 'grant', grantId: initialGrant }, '');
    await Promise.all([this.#readSettings(), this.refreshModels(), this.refreshRecents()]);
    // Last: it may have to start the engine and time it.
    await this.probeBackends();
  }

  /** Replaces the study that is open. `label` is shown until main names it. */
  async openStudy(source: StudySource, label: string): Promise<void> {
    const opening = ++this.#opening;
    this.#gathered = [];
    this.trouble = null;
    this.study = openingStudy(label, source.kind === 'demo' ? 'making-demo' : 'reading');
    const opened = await this.client.openStudy({ source });
    if (opening !== this.#opening) return;
    if (!opened.ok) {
      this.study = null;
      this.trouble = opened.error;
      return;
    }
    this.deskLeft = opened.value.desk;
    this.study = { ...this.study, openId: opened.value.openId };
    // Events may have come before the reply did.
    this.#apply();
  }

  openDemo(): Promise<void> {
    return this.openStudy({ kind: 'demo' }, say().app.demoStudy);
  }

  openRecent(recent: Recent): Promise<void> {
    return this.openStudy({ kind: 'recent', recentId: recent.recentId }, recent.label);
  }

  /** Desktop: the system's own dialog, then the study. Nothing happens when it is dismissed. */
  async chooseAndOpen(purpose: 'open-folder' | 'open-files'): Promise<void> {
    const chosen = await this.choosePlace(purpose);
    if (!chosen.ok) this.trouble = chosen.error;
    else if (chosen.value) await this.openStudy({ kind: 'grant', grantId: chosen.value.id }, chosen.value.label);
  }

  /** Desktop only; null when the dialog was dismissed. `name`: proposed for a file to be saved. */
  async choosePlace(purpose: PlacePurpose, name?: string): Promise<Outcome<Grant | null>> {
    const chosen = await this.client.choosePlace(name === undefined ? { purpose } : { purpose, name });
    return chosen.ok ? ok(chosen.value.grant) : chosen;
  }

  /** True where dropped files can be opened where they lie; elsewhere they go through `openFiles`. */
  get grantsDroppedFiles(): boolean {
    return this.#connection.grantFiles !== null;
  }

  async openDroppedFiles(files: readonly File[]): Promise<void> {
    try {
      const grantId = await this.#connection.grantFiles?.(files);
      if (grantId !== undefined) await this.openStudy({ kind: 'grant', grantId }, files[0]?.name ?? '');
    } catch (thrown) {
      // A rejection that crossed from the preload: what was dropped may be no file at all, e.g. a picture from a web page.
      this.trouble = {
        ...troubleOf(thrown),
        message: say().app.droppedNothing,
        remedy: say().app.openInstead,
      };
    }
  }

  /** Browser: sends the files to main, then opens them. Another call, or `cancelUpload`, ends this one. */
  async openFiles(label: string, files: readonly NamedFile[]): Promise<void> {
    if (files.length === 0) return;
    this.#uploading?.abort();
    const uploading = new AbortController();
    this.#uploading = uploading;
    this.trouble = null;
    const report = (progress: UploadProgress) => {
      if (this.#uploading === uploading) this.upload = progress;
    };
    const uploaded = await uploadFiles(this.client, label, files, report, uploading.signal);
    if (uploading.signal.aborted) return;
    this.upload = null;
    if (uploaded.ok) await this.openStudy({ kind: 'upload', uploadId: uploaded.value }, label);
    else this.trouble = uploaded.error;
  }

  cancelUpload(): void {
    this.#uploading?.abort();
    this.upload = null;
  }

  /** Ends the reading of the open study; what was found so far stays. */
  async stopReading(): Promise<void> {
    const openId = this.study?.openId;
    if (openId) await this.client.stopReading({ openId });
  }

  /** Back to the start page. */
  async closeStudy(): Promise<void> {
    const openId = this.study?.openId;
    this.#opening += 1;
    this.study = null;
    if (openId) await this.client.closeStudy({ openId });
    await this.refreshRecents();
  }

  /** In force at once, so that the next change builds on it; as it was before where it can't be kept. */
  async writeSettings(change: Partial<Settings>): Promise<Outcome<Settings>> {
    if (this.settings) this.settings = { ...this.settings, ...change };
    this.#settingsUnderWay += 1;
    const written = await this.client.writeSettings(change);
    this.#settingsUnderWay -= 1;
    if (!written.ok) await this.#readSettings();
    // The answer to a change knows nothing of those after it.
    else if (this.#settingsUnderWay === 0) this.settings = written.value;
    return written;
  }

  async cancelJob(jobId: string): Promise<void> {
    const cancelled = await this.client.cancelJob({ jobId });
    if (!cancelled.ok) this.trouble = cancelled.error;
  }

  async refreshModels(): Promise<void> {
    const listed = await this.client.listModels({});
    if (listed.ok) this.models = listed.value.models;
    else this.trouble = listed.error;
  }

  async refreshRecents(): Promise<void> {
    const listed = await this.client.listRecent({});
    if (listed.ok) this.recents = listed.value.recent;
  }

  async forgetRecent(recentId: string): Promise<void> {
    const forgotten = await this.client.forgetRecent({ recentId });
    if (forgotten.ok) this.recents = this.recents.filter((recent) => recent.recentId !== recentId);
    else this.trouble = forgotten.error;
  }

  async probeBackends(): Promise<void> {
    const probed = await this.client.probeBackends({});
    if (probed.ok) this.backends = probed.value;
    else this.trouble = probed.error;
  }

  async #readSettings(): Promise<void> {
    const read = await this.client.readSettings({});
    if (read.ok) this.settings = read.value.settings;
    const trouble = read.ok ? read.value.trouble : read.error;
    if (trouble) this.trouble = trouble;
  }

  #gather(event: StudyEvent): void {
    this.#gathered.push(event);
    this.#applying ??= setTimeout(() => this.#apply(), gatherMs);
  }

  #apply(): void {
    if (this.#applying !== null) clearTimeout(this.#applying);
    this.#applying = null;
    // Not named yet: the events wait for the reply that says whose they are.
    if (!this.study || this.study.openId === '') return;
    this.study = afterEvents(this.study, this.#gathered);
    this.#gathered = [];
  }
}
