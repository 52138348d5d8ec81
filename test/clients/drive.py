"""
Drives every read of the Python clients aepp and cjapy, as they are published, against a running sample organisation.

Standard input: one JSON object {client, origin, endpoints, credentials, sandbox}. Standard output: one JSON line per
call {call, exchanges, error}. The clients are not changed: their requests to the production hosts are led to the sample
where `requests` would open a connection, and anything that is not a read is stopped there.
"""

import importlib
import inspect
import io
import json
import re
import sys
import time
import types
import warnings
from contextlib import redirect_stdout
from urllib.parse import quote, urlsplit

import requests

# Only writes Python classes for schemas, which no read does; it need not be installed.
generator = types.ModuleType("datamodel_code_generator")
generator.__getattr__ = lambda name: object
sys.modules.setdefault("datamodel_code_generator", generator)

warnings.filterwarnings("ignore")
GIVEN = json.load(sys.stdin)
PREFIXES = {
    "ims-na1.adobelogin.com": GIVEN["endpoints"]["ims"],
    "platform.adobe.io": GIVEN["endpoints"]["platform"],
    "experience.adobe.io": GIVEN["endpoints"]["experience"],
    "cja.adobe.io": GIVEN["endpoints"]["cja"],
}
# POSTs that only ask.
QUESTIONS = re.compile(
    r"/(effective-policies|bulk-get|conversion|preview|access/entities|constraints|bulk-eval|eval|bulk/eval"
    r"|v2/graph|children|reports|search|validate|metrics|clusters/members|mappings|list/\w+|cluster/members|namespaces|ims/token/v3)$"
)
READS = re.compile(
    r"^(get|find|search|list|estimate|evaluate|bulkEval|head|check|validate|connectionTest|connection$|queries|exportResource)"
)
# Calls that need what is no read: a file, a stream, a browser, another product's host.
LEFT_OUT = {
    "Catalog.getResourceToFile", "Catalog.decodeStreamBatch", "AJO.getMessageExecutionStatus",
    "Segmentation.getExternalAudienceJob", "Schema.compareDFschemas",
}


class NoRead(Exception):
    """A request that is not a question; it never leaves this process."""


exchanges = []
real_send = requests.Session.send


def advance(milliseconds):
    body = json.dumps({"milliseconds": milliseconds})
    plain = requests.Request("POST", GIVEN["origin"] + "/__control/advance", data=body).prepare()
    real_send(requests.Session(), plain)


def send(session, request, **options):
    split = urlsplit(request.url)
    address = f"{request.method} {split.path}" + (f"?{split.query}" if split.query else "")
    if split.hostname not in PREFIXES:
        raise NoRead(f"{address} goes to {split.hostname}")
    if request.method not in ("GET", "HEAD") and not (request.method == "POST" and QUESTIONS.search(split.path)):
        raise NoRead(f"{request.method} {split.path}")
    if len(exchanges) > 40 and not split.path.startswith("/ims/"):
        raise NoRead("more than 40 requests: pages without an end")
    request.url = PREFIXES[split.hostname] + split.path + (f"?{split.query}" if split.query else "")
    if not split.path.startswith("/ims/"):
        advance(1000)
    options.update(proxies={}, verify=False)
    response = real_send(session, request, **options)
    if not split.path.startswith("/ims/"):
        exchanges.append({
            "method": request.method, "host": split.hostname, "path": split.path, "query": split.query,
            "status": response.status_code, "type": response.headers.get("content-type", ""),
            "text": response.text[:400],
        })
    return response


requests.Session.send = send
time.sleep = lambda seconds: advance(int(seconds * 1000))


def sign_in():
    credentials = GIVEN["credentials"]
    fields = {
        "grant_type": "client_credentials", "client_id": credentials["clientId"],
        "client_secret": credentials["clientSecret"], "scope": ",".join(credentials["scopes"]),
    }
    answer = requests.post("https://ims-na1.adobelogin.com/ims/token/v3", data=fields).json()
    return {
        "Authorization": f"Bearer {answer['access_token']}", "x-api-key": credentials["clientId"],
        "x-gw-ims-org-id": credentials["orgId"],
    }


def fetch(path, key=None, sandbox=True, host="platform.adobe.io", accept="application/json", pick=None, where=None):
    """The first object of a list of the sample, or what `key` names in it; None where the list does not answer."""
    exchanges.clear()
    headers = {**HEADERS, "Accept": accept, **({"x-sandbox-name": GIVEN["sandbox"]} if sandbox else {})}
    try:
        found = requests.get(f"https://{host}{path}", headers=headers).json()
        for name in ("children", "results", "items", "content", "data", "tags", "queries", "schedules", "templates",
                     "segments", "jobDetails", "runsSchedules", "roles", "policies", "products", "records", "sandboxes", "events"):
            if isinstance(found, dict) and isinstance(found.get(name), list):
                found = found[name]
        if isinstance(found, list):
            found = next(one for one in found if where is None or where(one))
        elif key == "key":
            name = next(iter(found))
            return pick(found[name]) if pick else name
        return pick(found) if pick else found[key] if key else found
    except (KeyError, IndexError, ValueError, StopIteration, TypeError):
        return "none"


def find_arguments():
    """Arguments by parameter, or by call and parameter where one name means several things."""
    foundation, ups, flow = "/data/foundation", "/data/core/ups", "/data/foundation/flowservice"
    registry, xed = f"{foundation}/schemaregistry", "application/vnd.adobe.xed-id+json"
    dataset = fetch(f"{foundation}/catalog/dataSets?limit=1", "key")
    batch = fetch(f"{foundation}/catalog/batches?limit=1&status=success", "key")
    audience = fetch(f"{ups}/audiences?limit=1", "id")
    schema = fetch(f"{registry}/tenant/schemas", "$id", accept=xed)
    campaign = fetch("/journey/campaigns/service/campaigns?full=true", pick=None, where=lambda one: one.get("liveVersionId"))
    campaign = campaign if isinstance(campaign, dict) else {}
    package = (campaign.get("packages") or [{}])[0]
    message = (package.get("messages") or [{}])[0]
    query = fetch(f"{foundation}/query/queries", "id")
    schedule = fetch(f"{foundation}/query/schedules", "id")
    category = fetch("/unifiedtags/tagCategory", "id", False, "experience.adobe.io")
    template = "application/vnd.adobe.ajo.template-list.v1+json"
    fragment = "application/vnd.adobe.ajo.fragment-list.v1.0+json"
    entity = lambda entry: entry["entity"]["entityValue"]
    cja = lambda path, key="id": fetch(path, key, False, "cja.adobe.io")
    person = {"id": "C-100001", "namespace": "CRMID"}
    pql = 'person.gender = "female"'
    preview = requests.post(
        f"https://platform.adobe.io{ups}/preview",
        headers={**HEADERS, "x-sandbox-name": GIVEN["sandbox"], "Content-Type": "application/json"},
        data=json.dumps({
            "predicateExpression": pql, "predicateType": "pql/text", "predicateModel": "_xdm.context.profile",
            "graphType": "none",
        }),
    ).json()["previewId"]
    fetch(f"{ups}/estimate/{quote(preview)}")
    return {
        # platform
        "datasetId": dataset, "dataSetId": dataset, "batchId": batch, "batch_id": batch,
        "viewId": fetch(f"{foundation}/catalog/dataSets/{dataset}", "key", pick=lambda entry: entry["viewId"]),
        "dataSetFileId": f"{batch}-0", "path": "part-0.json",
        "audienceId": audience, "audience": audience, "segment_id": audience, "segmentIds": [{"id": audience}],
        "pql": pql, "previewId": preview, "schemaId": schema, "query": "a", "namespace": "AEPSegments",
        "Segmentation.scheduleId": fetch(f"{ups}/config/schedules", "id"),
        "Segmentation.job_id": fetch(f"{ups}/segment/jobs", "id"),
        "export_id": fetch(f"{ups}/export/jobs", "id"), "exportId": fetch(f"{ups}/export/jobs", "id"),
        "Segmentation.operationId": "none", "external_id": "none",
        "classId": "https://ns.adobe.com/xdm/context/profile",
        "behaviorId": fetch(f"{registry}/global/behaviors", "$id", accept=xed),
        "fieldGroupId": fetch(f"{registry}/tenant/fieldgroups", "$id", accept=xed),
        "dataTypeId": fetch(f"{registry}/tenant/datatypes", "$id", accept=xed),
        "union_id": "https://ns.adobe.com/xdm/context/profile__union",
        "descriptorId": fetch(f"{registry}/tenant/descriptors", "@id", accept="application/vnd.adobe.xdm-v2+json"),
        "resourceId": schema, "Schema.getSchemaSample.schemaId": schema, "regulation": "gdpr",
        "Privacy.getJobs.regulation": "gdpr",
        "Privacy.getJob.jobId": fetch("/data/core/privacy/jobs?regulation=gdpr", "jobId", False), "Sensei.getEngine.engineId": "none",
        "FlowService.getUISFlow.datasetId": dataset, "FlowService.getUPSFlow.datasetId": dataset,
        "FlowService.getUISFlowRuns.datasetId": dataset, "FlowService.getUPSFlowRuns.datasetId": dataset,
        "DataIngestion.headFileStatus.filePath": "part-0.json", "DataAccess.getParquetFilesToDataFrame.paths": ["part-0.json"], "Schema.endpoint": "https://platform.adobe.io/data/foundation/schemaregistry/stats",
        "Catalog.endpoint": "https://platform.adobe.io/data/foundation/catalog/dataSets",
        "DataAccess.endpoint": f"https://platform.adobe.io/data/foundation/export/datasets/{dataset}/preview",
        "QueryService.endpoint": "https://platform.adobe.io/data/foundation/query/queries", "FlowService.endpoint": "https://platform.adobe.io/data/foundation/flowservice/flows",
        "Segmentation.endpoint": f"https://platform.adobe.io{ups}/audiences", "Segmentation.getResource.params": {"limit": 2},
        "policy_id": fetch(f"{ups}/config/mergePolicies", "id"),
        "attributeId": fetch("/data/core/ca/attributes", "id"),
        "Profile.jobId": fetch(f"{ups}/system/jobs", "id"), "projectionId": "none", "Profile.destinationId": "none",
        "entityId": person["id"], "entityIdNS": person["namespace"],
        "request_data": {
            "schema": {"name": "_xdm.context.profile"},
            "identities": [{"entityId": person["id"], "entityIdNS": {"code": person["namespace"]}}],
        },
        "Profile.getEntity.entityId": person["id"], "Profile.getEntity.entityIdNS": person["namespace"],
        "Profile.getExportJob.exportId": fetch(f"{ups}/export/jobs", "id"),
        "DataAccess.getHeadFile.dataSetFileId": f"{batch}-0", "DataAccess.getHeadFile.path": "part-0.json",
        "DataAccess.getFiles.dataSetFileId": f"{batch}-0",
        "mappingSetId": "none", "mappingId": "none", "conversionId": "none", "requestId": "none", "activityId": "none",
        "expression": "1 + 1", "DataPrep.getMappingSet.mappingSetId": "none",
        "DataPrep.getXDMBatchConversion.conversionId": "none", "DataPrep.validateExpression.expression": "1 + 1",
        "Identity.getIdentityDetail.id_str": "6", "id_str": person["id"], "nsid": "11", "Identity.namespace": "CRMID", "Identity.imsOrg": HEADERS["x-gw-ims-org-id"],
        "xid": "none", "targetNs": 4, "xids": [{"xid": "none"}],
        "labelName": "C1", "Policy.getCustomLabel.labelName": "ACME1", "mktActionName": "emailTargeting",
        "Policy.getCustomMarketingAction.mktActionName": "partnerMailing", "duleLabels": "core/C1", "typeMktAction": "core",
        "entityType": "dataSet", "entityMeta": ["*"], "Policy.entityId": dataset,
        "Policy.getPoliciesCoreId.policy_id": fetch(f"{foundation}/dulepolicy/policies/core", "id"),
        "Policy.getPoliciesCustom.policy_id": fetch(f"{foundation}/dulepolicy/policies/custom", "id"),
        "Policy.data": [{"evalRef": "core/emailTargeting", "labels": ["core/C1"]}],
        "listElements": ["/permissions/view-segments"],
        "roleId": fetch(f"{foundation}/access-control/administration/roles", "id", False),
        "policyId": fetch(f"{foundation}/access-control/administration/policies", "id", False),
        "productId": fetch(f"{foundation}/access-control/administration/products", "id", False),
        "name": GIVEN["sandbox"], "packageId": "none", "transferId": "none", "targetSandbox": "dev",
        "FlowService.flowId": fetch(f"{flow}/flows", "id"), "connectionId": fetch(f"{flow}/connections", "id"),
        "specId": fetch(f"{flow}/connectionSpecs", "id"), "FlowService.name": "Amazon S3",
        "FlowService.getFlowSpec.flowSpecId": fetch(f"{flow}/flowSpecs", "id"), "flowSpecId": fetch(f"{flow}/flowSpecs", "id"),
        "connectionSpecId": fetch(f"{flow}/connectionSpecs", "id"), "runId": fetch(f"{flow}/runs", "id"),
        "flow_spec_name": "Audience streaming", "connection_spec_name": "Amazon S3",
        "sourceConnectionId": fetch(f"{flow}/sourceConnections", "id"),
        "targetConnectionId": fetch(f"{flow}/targetConnections", "id"), "baseConnectionId": fetch(f"{flow}/connections", "id"),
        "Hygiene.getDatasetExpiration.ttlId": fetch("/data/core/hygiene/ttl", "ttlId"), "ttlId": fetch("/data/core/hygiene/ttl", "ttlId"), "workorderId": fetch("/data/core/hygiene/workorder", "workorderId"),
        "queryId": query, "QueryService.scheduleId": schedule, "assetId": schedule, "alertType": "failed",
        "QueryService.runId": fetch(f"{foundation}/query/schedules/{schedule}/runs", "id"),
        "templateId": fetch(f"{foundation}/query/query-templates", "id"), "email": "dana.keller@acme.example",
        "tagId": fetch("/unifiedtags/tags", "id", False, "experience.adobe.io"), "tagsIds": ["none"],
        "tagCategoryId": category, "folderType": "segment", "folderId": "root",
        "Observability.metrics": ["timeseries.ingestion.dataset.recordsuccess.count"],
        # Journey Optimizer
        "journeyId": fetch("/ajo/journey", "id"), "campaignId": campaign.get("campaignId", "none"),
        "AJO.packageId": package.get("packageId", "none"),
        "messageId": message.get("messageId", "none"), "channel": "email", "variantId": "none", "proofId": "none",
        "AJO.templateId": fetch("/ajo/content/templates", "id", accept=template),
        "fragmentId": fetch("/ajo/content/fragments", "id", accept=fragment),
        "surfaceId": fetch("/journey/campaigns/service/metadata/surfaces", "id"), "workflowId": "none",
        "uid": "none", "domain": fetch("/ajo/config/suppression/domains", pick=entity),
        "AJO.email": fetch("/ajo/config/suppression/addresses", pick=entity),
        "AJO.getUploadJob.jobId": fetch("/ajo/config/suppression/uploads", "jobId"), "jobId": "none", "executionId": "none",
        "scheduleId": "none",
        # Customer Journey Analytics
        "dataViewId": cja("/data/dataviews"), "dataviewId": cja("/data/dataviews"), "filterId": cja("/segments"),
        "calcId": cja("/calculatedmetrics"), "projectId": cja("/projects"), "annotationId": cja("/annotations"),
        "dateRangeId": cja("/dateranges"), "shareId": cja("/componentmetadata/shares", "shareId"),
        "CJA.tagId": cja("/componentmetadata/tags"), "CJA.connectionId": cja("/data/connections"),
        "imsUserId": "6F8C23A5@AdobeID", "dimensionId": "variables/device.type", "metricId": "metrics/visits",
        "dimension": "variables/device.type", "dateRange": "2026-01-01T00:00:00.000/2026-01-08T00:00:00.000",
        "componentIds": cja("/segments"), "componentId": cja("/segments"), "componentType": "segment",
    }


def fill(owner, name, function, values):
    """Values for the parameters that the call needs: those without a default, and those its help calls required."""
    filled = {}
    help_text = function.__doc__ or ""
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        needed = parameter.default is parameter.empty or re.search(
            rf"\b{parameter.name}\s*:\s*REQUIRED", help_text, re.IGNORECASE)
        for key in (f"{owner}.{name}.{parameter.name}", f"{owner}.{parameter.name}", parameter.name):
            if key in values and (needed or key.startswith(f"{owner}.{name}.")):
                filled[parameter.name] = values[key]
                break
    return filled


def run(owner, instance, values):
    for name, function in inspect.getmembers(type(instance), inspect.isfunction):
        call = f"{owner}.{name}"
        if not READS.match(name) or call in LEFT_OUT:
            continue
        exchanges.clear()
        arguments, error = fill(owner, name, function, values), None
        try:
            with redirect_stdout(io.StringIO()):
                getattr(instance, name)(**arguments)
        except NoRead as stopped:
            error = f"stopped: {stopped}"
        except Exception as failure:
            error = f"{type(failure).__name__}: {str(failure)[:160]}"
        tell(call, error)


def tell(call, error):
    print(json.dumps({"call": call, "exchanges": exchanges, "error": error}), flush=True)


def run_aepp():
    import aepp

    credentials = GIVEN["credentials"]
    connection = aepp.configure(
        org_id=credentials["orgId"], client_id=credentials["clientId"], secret=credentials["clientSecret"],
        scopes=",".join(credentials["scopes"]), sandbox=GIVEN["sandbox"], connectInstance=True, retry=0,
    )
    connection.connect()
    values = find_arguments()
    classes = {
        "accesscontrol": "AccessControl", "ajo": "AJO", "catalog": "Catalog", "customerprofile": "Profile",
        "dataaccess": "DataAccess", "dataprep": "DataPrep", "datasets": "DataSets", "destination": "Authoring",
        "destinationinstanceservice": "DestinationInstanceService", "flowservice": "FlowService", "hygiene": "Hygiene",
        "identity": "Identity", "ingestion": "DataIngestion", "observability": "Observability", "policy": "Policy",
        "privacyservice": "Privacy", "queryservice": "QueryService", "sandboxes": "Sandboxes", "schema": "Schema",
        "segmentation": "Segmentation", "sensei": "Sensei", "tags": "Tags",
    }
    for module, owner in classes.items():
        exchanges.clear()
        try:
            instance = getattr(importlib.import_module(f"aepp.{module}"), owner)(config=connection)
        except AttributeError as failure:
            tell(owner, f"cannot be made: {failure}")
            continue
        run(owner, instance, values)
    from aepp.flowservice import FlowManager

    run("FlowManager", FlowManager(config=connection, flowId=values["FlowService.flowId"]), values)


def run_cjapy():
    import cjapy

    credentials = GIVEN["credentials"]
    cjapy.configure(
        org_id=credentials["orgId"], client_id=credentials["clientId"], secret=credentials["clientSecret"],
        scopes=",".join(credentials["scopes"]),
    )
    values = find_arguments()
    values["CJA.getReport.request"] = {
        "globalFilters": [{"type": "dateRange", "dateRange": values["dateRange"]}],
        "metricContainer": {"metrics": [{"columnId": "0", "id": "metrics/visits"}], "metricFilters": []},
        "dimension": values["dimension"], "dataId": values["dataViewId"], "settings": {"limit": 10, "page": 0},
        "statistics": {"functions": ["col-max", "col-min"]},
    }
    components = {"componentType": "segment", "componentIds": [values["filterId"]]}
    definition = {"definition": {"func": "segment"}, "name": "A", "dataId": values["dataViewId"]}
    values.update({
        "CJA.getMultidimensionalReport.dimensions": [values["dimension"], "variables/marketing_channel"],
        "CJA.getMultidimensionalReport.dimensionLimit": {values["dimension"]: 2, "variables/marketing_channel": 2},
        "CJA.getMultidimensionalReport.metrics": ["metrics/visits"],
        "CJA.getMultidimensionalReport.dataViewId": values["dataViewId"],
        "CJA.getMultidimensionalReport.globalFilters": [values["dateRange"]],
        "CJA.getFreeformTable.dimension": "device.type", "CJA.getFreeformTable.metrics": "visits",
        "CJA.getFreeformTable.dataviewId": values["dataViewId"], "CJA.getFreeformTable.start_date": "2026-01-01",
        "CJA.getFreeformTable.end_date": "2026-01-08", "CJA.getFreeformTable.top_n": 10,
        "CJA.getPersonProfiles.personId": values["dimension"], "CJA.getPersonProfiles.featureMetrics": ["visits"],
        "CJA.getPersonProfiles.dataviewId": values["dataViewId"], "CJA.getPersonProfiles.startDate": "2026-01-01",
        "CJA.getPersonProfiles.endDate": "2026-01-08", "CJA.getPersonProfiles.targetMetric": "pageviews",
        "CJA.getTopItems.dataId": values["dataViewId"], "CJA.findComponentsUsage.components": ["metrics/visits"],
        "CJA.searchAuditLogs.filterMessage": {"criteria": {}}, "CJA.searchShares.data": components,
        "CJA.validateCalculatedMetric.data": definition, "CJA.validateFilter.data": definition,
        "CJA.validateDataView.data": definition, "CJA.validateProject.projectDefinition": definition,
    })
    run("CJA", cjapy.CJA(), values)


HEADERS = sign_in()
{"aepp": run_aepp, "cjapy": run_cjapy}[GIVEN["client"]]()
