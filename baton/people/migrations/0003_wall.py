"""The second wall around people and families, what was done about them, and what was written to them.

`wall.enter` is the twin in SQL of `rules.scope` and `models.family.scope_for`, the policy of `people_family` that of
`FamilyQuerySet.visible_to`: written apart, so that a mistake in one is not the other's. Functions marked SECURITY
DEFINER read as the owner, before whom no wall stands: what decides about a row may be hidden itself.
"""

from django.db import migrations

from baton.core.walling import through, walled, walled_history, walled_log

CREATE = """
CREATE FUNCTION public.wall_enter(who uuid, at timestamptz, today date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    roles text;
    organisations text;
    answers_for text;
    localities text;
BEGIN
    WITH held AS (
        SELECT membership.id, membership.organisation_id, membership.roles::text[] AS roles
          FROM public.partnership_membership AS membership
          JOIN public.partnership_practitioner AS practitioner ON practitioner.id = membership.practitioner_id
         WHERE practitioner.id = who AND practitioner.is_active
           AND membership.starts_on <= today AND (membership.ends_on IS NULL OR membership.ends_on > today)
    )
    SELECT (SELECT string_agg(DISTINCT role, ',') FROM held, unnest(held.roles) AS role),
           (SELECT string_agg(DISTINCT organisation_id::text, ',') FROM held),
           (SELECT string_agg(DISTINCT organisation_id::text, ',') FROM held
             WHERE held.roles && ARRAY['team_manager', 'social_care_liaison']),
           (SELECT string_agg(DISTINCT place.locality_id::text, ',') FROM held
              JOIN public.partnership_membership_localities AS place ON place.membership_id = held.id
             WHERE 'coordinator' = ANY (held.roles))
      INTO roles, organisations, answers_for, localities;
    PERFORM set_config('baton.purpose', 'practitioner', true),
            set_config('baton.practitioner', who::text, true),
            set_config('baton.roles', COALESCE(roles, ''), true),
            set_config('baton.organisations', COALESCE(organisations, ''), true),
            set_config('baton.answers_for', COALESCE(answers_for, ''), true),
            set_config('baton.localities', COALESCE(localities, ''), true),
            set_config('baton.ahead', (at - clock_timestamp())::text, true);
END
$$;

-- The moment by the clock of whoever entered: the program's, not the database's.
CREATE FUNCTION public.wall_now() RETURNS timestamptz LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT clock_timestamp() + NULLIF(current_setting('baton.ahead', true), '')::interval
$$;

CREATE FUNCTION public.wall_roles() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_to_array(current_setting('baton.roles', true), ',')
$$;

-- Somebody acts, and is no system administrator: those see no family, whatever else they are.
CREATE FUNCTION public.wall_sees() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT public.wall_practitioner() IS NOT NULL
       AND NOT COALESCE('system_administrator' = ANY (public.wall_roles()), false)
$$;

-- One of these roles is held by whoever acts.
CREATE FUNCTION public.wall_holds(VARIADIC wanted text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT public.wall_sees() AND COALESCE(public.wall_roles() && wanted, false)
$$;

CREATE FUNCTION public.wall_every_open() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT public.wall_holds('hub_screener', 'hub_manager', 'auditor', 'safeguarding_lead', 'governance_officer')
$$;

CREATE FUNCTION public.wall_every_restricted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT public.wall_holds('safeguarding_lead', 'governance_officer')
$$;

CREATE FUNCTION public.wall_localities() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_to_array(current_setting('baton.localities', true), ',')::uuid[] WHERE public.wall_sees()
$$;

CREATE FUNCTION public.wall_organisations() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_to_array(current_setting('baton.organisations', true), ',')::uuid[]
$$;

CREATE FUNCTION public.wall_answers_for() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_to_array(current_setting('baton.answers_for', true), ',')::uuid[] WHERE public.wall_sees()
$$;

-- The kinds of their own grants that count: whoever became an analyst or a board member keeps those that name them.
CREATE FUNCTION public.wall_kinds() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN NOT public.wall_sees() THEN ARRAY[]::text[]
        WHEN NOT public.wall_holds('practitioner', 'team_manager', 'hub_screener', 'hub_manager', 'coordinator',
                            'social_care_liaison', 'safeguarding_lead', 'governance_officer', 'auditor')
            THEN ARRAY['named']
        WHEN public.wall_holds('coordinator')
            THEN ARRAY['lead_practitioner', 'team_member', 'authoriser', 'manager', 'transfer', 'named', 'enquirer',
                       'coordinator']
        ELSE ARRAY['lead_practitioner', 'team_member', 'authoriser', 'manager', 'transfer', 'named', 'enquirer']
    END
$$;

-- The families granted to whoever acts, by grants of these kinds.
CREATE FUNCTION public.wall_granted(wanted text[]) RETURNS SETOF uuid ROWS 30
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    counts text[] := public.wall_kinds();
    places uuid[] := public.wall_organisations();
    moment timestamptz := public.wall_now();
BEGIN
    RETURN QUERY
        SELECT held.family_id FROM public.people_accessgrant AS held
         WHERE held.practitioner_id = public.wall_practitioner()
           AND held.kind = ANY (counts) AND held.kind = ANY (wanted)
           AND held.from_at <= moment AND (held.to_at IS NULL OR held.to_at > moment)
           AND (held.held_in_id IS NULL OR held.held_in_id = ANY (places));
END
$$;

-- The families granted to an organisation for which whoever acts answers.
CREATE FUNCTION public.wall_granted_to_organisations() RETURNS SETOF uuid ROWS 300
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    places uuid[] := public.wall_answers_for();
    moment timestamptz := public.wall_now();
BEGIN
    IF cardinality(places) > 0 IS NOT TRUE THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT given.family_id FROM public.people_accessgrant AS given
         WHERE given.organisation_id = ANY (places)
           AND given.from_at <= moment AND (given.to_at IS NULL OR given.to_at > moment);
END
$$;

-- The families that whoever acts may never open.
CREATE FUNCTION public.wall_barred() RETURNS SETOF uuid ROWS 5
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := public.wall_now();
BEGIN
    RETURN QUERY
        SELECT bar.family_id FROM public.people_accessbar AS bar
         WHERE bar.practitioner_id = public.wall_practitioner()
           AND bar.from_at <= moment AND (bar.to_at IS NULL OR bar.to_at > moment);
END
$$;

-- Somebody belongs, and belonged, to no family: asked as the owner, since a sealed family is one too.
CREATE FUNCTION public.wall_in_no_family(somebody uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (SELECT 1 FROM public.people_familymembership WHERE person_id = somebody)
$$;
"""

DROP = """
DROP FUNCTION public.wall_in_no_family(uuid);
DROP FUNCTION public.wall_barred();
DROP FUNCTION public.wall_granted_to_organisations();
DROP FUNCTION public.wall_granted(text[]);
DROP FUNCTION public.wall_kinds();
DROP FUNCTION public.wall_answers_for();
DROP FUNCTION public.wall_organisations();
DROP FUNCTION public.wall_localities();
DROP FUNCTION public.wall_every_restricted();
DROP FUNCTION public.wall_every_open();
DROP FUNCTION public.wall_holds(text[]);
DROP FUNCTION public.wall_sees();
DROP FUNCTION public.wall_roles();
DROP FUNCTION public.wall_now();
DROP FUNCTION public.wall_enter(uuid, timestamptz, date);
"""

FAMILIES = """
    row.id NOT IN (SELECT public.wall_barred())
    AND (
        row.restriction = 'open' AND (
            (SELECT public.wall_every_open())
            OR row.locality_id = ANY ((SELECT public.wall_localities())::uuid[])
        )
        OR row.restriction <> 'sealed' AND (
            (SELECT public.wall_every_restricted())
            OR row.id IN (SELECT public.wall_granted(ARRAY['lead_practitioner', 'team_member', 'authoriser', 'coordinator',
                                                    'manager', 'transfer', 'named', 'enquirer']))
        )
        OR row.restriction = 'open' AND row.id IN (SELECT public.wall_granted_to_organisations())
        OR row.id IN (SELECT public.wall_granted(ARRAY['named']))
    )
"""

PEOPLE = """
    EXISTS (SELECT 1 FROM people_familymembership AS membership WHERE membership.person_id = row.id)
    OR (SELECT public.wall_every_open()) AND public.wall_in_no_family(row.id)
"""

FAMILY = through("people_family", "family_id")
PERSON = through("people_person", "person_id")
WHOM_IT_NAMES = f"(row.family_id IS NULL OR {FAMILY}) AND (row.person_id IS NULL OR {PERSON})"

SEEN = {
    "people_family": FAMILIES,
    "people_familymembership": FAMILY,
    "people_accessgrant": FAMILY,
    "people_accessbar": FAMILY,
    "people_agreement": FAMILY,
    "people_levelreading": FAMILY,
    "people_involvement": WHOM_IT_NAMES,
    "people_need": WHOM_IT_NAMES,
    "people_person": PEOPLE,
    "people_formername": PERSON,
    "people_address": PERSON,
    "people_contactway": PERSON,
    "people_relationship": f"{PERSON} AND {through('people_person', 'other_id')}",
}

# A message names nobody: who looks after the sending sees every one, whoever sees the family those about it.
MESSAGES = f"""
    row.to_practitioner_id = (SELECT public.wall_practitioner())
    OR (SELECT public.wall_roles()) && ARRAY['system_administrator', 'hub_manager']
    OR {FAMILY}
    OR row.family_id IS NULL AND (SELECT public.wall_holds('hub_screener', 'safeguarding_lead', 'governance_officer'))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_wall"),
        ("journal", "0002_marks"),
        ("notices", "0001_initial"),
        ("partnership", "0002_history"),
        ("people", "0002_grants_held_for_an_employer"),
    ]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        *(walled(table, seen) for table, seen in SEEN.items()),
        *(walled_history(f"{table}history") for table in SEEN),
        walled("people_personkey", PERSON),
        walled_log("journal_accessentry", "false"),
        walled("notices_message", MESSAGES),
        walled(
            "notices_link",
            "EXISTS (SELECT 1 FROM notices_message AS message WHERE message.link_id = row.id)",
        ),
    ]
