BEGIN TRANSACTION;
CREATE TABLE consents (
	id INTEGER NOT NULL, 
	session_id VARCHAR(64) NOT NULL, 
	recording BOOLEAN NOT NULL, 
	delivery_measures BOOLEAN NOT NULL, 
	share_with_hr BOOLEAN NOT NULL, 
	given_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "consents" VALUES(1,'s1',0,1,0,'2026-11-23 12:00:00.000000');
CREATE TABLE erasures (
	session_id_hash VARCHAR(64) NOT NULL, 
	erased_at DATETIME NOT NULL, 
	PRIMARY KEY (session_id_hash)
);
CREATE TABLE events (
	session_id VARCHAR(64) NOT NULL, 
	seq BIGINT NOT NULL, 
	kind VARCHAR(96) NOT NULL, 
	input_sample BIGINT NOT NULL, 
	payload JSON NOT NULL, 
	PRIMARY KEY (session_id, seq), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "events" VALUES('s1',1,'TraineeTurn',320,'{"text":"Dag Lieve."}');
INSERT INTO "events" VALUES('s1',2,'AvatarTurn',640,'{"text":"Zeg maar."}');
CREATE TABLE exports (
	id INTEGER NOT NULL, 
	session_id VARCHAR(64) NOT NULL, 
	exported_at DATETIME NOT NULL, 
	audience VARCHAR(16) NOT NULL, 
	format VARCHAR(16) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "exports" VALUES(1,'s1','2026-11-23 12:00:00.000000','trainee','pdf');
CREATE TABLE reports (
	session_id VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (session_id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "reports" VALUES('s1',X'7B22746F74616C223A2037312E357D');
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema_version" VALUES(1);
CREATE TABLE sessions (
	id VARCHAR(64) NOT NULL, 
	scenario_id VARCHAR(64) NOT NULL, 
	persona_id VARCHAR(64) NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	difficulty VARCHAR(16) NOT NULL, 
	seed BIGINT NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	created_at DATETIME NOT NULL, 
	finished_at DATETIME, 
	versions JSON NOT NULL, 
	resume_handle_hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "sessions" VALUES('s1','c4-ontslag','lieve','nl','normal',7,'finished','2026-11-23 12:00:00.000000','2026-11-23 12:00:00.000000','{"scenario_hash":"","persona_hash":"","rules_hash":"","models":[]}','c2a116aa910d147bd5bdacc2f1cc4430148955f450654ed756e9c93de1b1e1d2');
CREATE INDEX sessions_by_creation ON sessions (created_at);
CREATE INDEX consents_by_session ON consents (session_id);
CREATE INDEX exports_by_session ON exports (session_id);
CREATE TRIGGER events_are_append_only BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
COMMIT;
