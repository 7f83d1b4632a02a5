/** The report as a page to work with; loaded when there is one to read. */

import "./report-body";

export { fetchReport } from "./document";
