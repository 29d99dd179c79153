# Every published event once, in order, from where it stopped: RUSHI=http://… KEY=rk_… python3 consumer.py
import http.client, json, os, sys, time, urllib.parse, urllib.request

RUSHI, KEY, PLACE = os.environ["RUSHI"], os.environ["KEY"], os.environ.get("PLACE", "place")
after = open(PLACE).read() if os.path.exists(PLACE) else ""
while True:
    try:
        query = {"wait": 20, **({"after": after} if after else {})}
        address = f"{RUSHI}/platform/v1/events?{urllib.parse.urlencode(query)}"
        request = urllib.request.Request(address, headers={"X-Api-Key": KEY})
        for event in json.load(urllib.request.urlopen(request, timeout=30)):
            print(event["type"], event["subject"], flush=True)  # Your work; it may come again after a crash.
            after = event["id"]
            with open(PLACE + ".new", "w") as file:
                file.write(after)
            os.replace(PLACE + ".new", PLACE)
    except (OSError, http.client.HTTPException, ValueError) as error:  # Also an answer that was cut off.
        print(error, file=sys.stderr)
        time.sleep(3)
