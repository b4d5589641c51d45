-- What the dashboards watch, and the order in which it is read.

-- The tail reads by transaction: an id is drawn before its transaction commits, so ids alone are no order of commits.
CREATE INDEX "change_events_xid_id_idx" ON "change_events"("xid", "id");

-- Offers have no trigger of their own: none changes without its entry.
CREATE TRIGGER messages_feed AFTER UPDATE OF status ON messages
  FOR EACH ROW WHEN (NEW.status IS DISTINCT FROM OLD.status) EXECUTE FUNCTION record_change();
CREATE TRIGGER employees_feed AFTER INSERT OR UPDATE OR DELETE ON employees
  FOR EACH ROW EXECUTE FUNCTION record_change();
CREATE TRIGGER hours_exceptions_feed AFTER INSERT OR UPDATE OR DELETE ON hours_exceptions
  FOR EACH ROW EXECUTE FUNCTION record_change();

-- What belongs to an employee is watched by the salon where they work. With the employee gone, the employee's own row tells it.
CREATE FUNCTION record_employee_change() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END;
  v_employee_id uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.employee_id ELSE NEW.employee_id END;
BEGIN
  INSERT INTO change_events (table_name, event_type, row_id, salon_id)
  SELECT TG_TABLE_NAME, TG_OP, v_id, e.salon_id
  FROM employees e
  WHERE e.id = v_employee_id;
  RETURN NULL;
END $$;

CREATE TRIGGER time_off_feed AFTER INSERT OR UPDATE OR DELETE ON time_off
  FOR EACH ROW EXECUTE FUNCTION record_employee_change();
CREATE TRIGGER working_hours_feed AFTER INSERT OR UPDATE OR DELETE ON working_hours
  FOR EACH ROW EXECUTE FUNCTION record_employee_change();
