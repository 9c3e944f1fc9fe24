# Stops the private PostgreSQL in folder $1 once nobody uses it any more.
#
# Every process that uses the server holds a shared lock on `users`; the system releases it when the process ends,
# also when it is killed. So the exclusive lock is to be had exactly when the last user is gone. A short wait keeps the
# server for the next test binary. The caller runs this script under an exclusive lock on `guard`: one guard per folder.
folder=$1
wait=$2
while flock --exclusive "$folder/users" true; do
    sleep "$wait"
    exec 9>>"$folder/users"
    if flock --exclusive --nonblock 9; then
        pid=$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null)
        # SIGQUIT: immediate shutdown, nothing in here is worth keeping.
        if [ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null; then
            tries=0
            while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 100 ]; do
                sleep 0.1
                tries=$((tries + 1))
            done
        fi
        rm -rf "$folder/data" "$folder/run" "$folder/ready"
        exit 0
    fi
    exec 9>&-
done
