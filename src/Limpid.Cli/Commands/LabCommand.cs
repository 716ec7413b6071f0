using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using Limpid.Server;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid lab</c>: the network in the browser, to be touched.</summary>
internal static class LabCommand
{
    private const int UsualPort = 7840,
        LastPort = 65535;

    private const string Notes = """
        Examples:
          limpid lab
          limpid lab --no-open --port 0
          limpid lab --offline

        The page opens on the reference network and computes in the browser itself, or, as
        you choose there, here: natively, on all threads. Where MNIST is not on this disk, the
        page opens with a thousand of its digits, and MNIST is brought meanwhile.
        An API for programs is at /api, described in /openapi.json.

        It listens on 127.0.0.1 and answers no other machine, nor any other web page. With
        --listen ADDRESS it answers whoever reaches that address: there is no password, so
        do that only in a network that you trust, and open it by its number.

        In a clone where the page was not built yet it is built first by Node.js; without
        Node.js a page that was built before is looked for, in a package of this version too.
        A training of the API that nobody asks for ends after ten minutes; a page that is
        closed takes its training with it. Ctrl-C ends it all.
        """;

    public static Command Create(Host host)
    {
        Option<int> port = WholeNumber.Option(
            "--port",
            "Where to listen; 0 takes any port that is free",
            UsualPort,
            0,
            LastPort
        );
        Option<IPAddress> listen = Listen();
        Option<bool> offline = DataOptions.Offline();
        var closed = new Option<bool>("--no-open") { Description = "Print the address, open no browser" };
        var command = new Verb("lab", "Opens the network in the browser: draw, look inside, train", Notes)
        {
            port,
            listen,
            offline,
            closed,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                host.Error.WriteLine("Limpid's lab is starting.");
                string site = await LabSite
                    .FindAsync(line => host.Error.WriteLine(Printable.Of(line)), parsed.GetValue(offline), stop)
                    .ConfigureAwait(false);
                using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
                var digits = new DigitsInBackground(host, parsed.GetValue(offline));
                Task coming = digits.BringAsync(ending.Token);
                await digits.SettleAsync(coming, stop).ConfigureAwait(false);
                var options = new LabOptions(site)
                {
                    Port = parsed.GetValue(port),
                    Listen = parsed.GetValue(listen)!,
                    Runs = host.Runs,
                    Late = digits.Late,
                };
                LabServer server = await LabServer.StartAsync(options, stop).ConfigureAwait(false);
                await using (server.ConfigureAwait(false))
                {
                    host.Json(
                        new() { ["address"] = server.Address.AbsoluteUri, ["hasDigits"] = digits.HasArrived }
                    );
                    host.Line($"The lab is at {server.Address}   (Ctrl-C ends it)");
                    if (!IPAddress.IsLoopback(options.Listen))
                        host.Error.WriteLine(
                            $"It answers everybody who reaches {options.Listen}: there is no password."
                        );
                    if (!parsed.GetValue(closed))
                        Open(server.Address);
                    await Task.Delay(Timeout.Infinite, stop)
                        .ContinueWith(_ => { }, TaskScheduler.Default)
                        .ConfigureAwait(false);
                    await ending.CancelAsync().ConfigureAwait(false);
                    await coming.ConfigureAwait(false);
                }
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Option<IPAddress> Listen() =>
        new("--listen")
        {
            Description = "The address to listen on",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                if (IPAddress.TryParse(result.Tokens[0].Value, out IPAddress? address))
                    return address;
                result.AddError(
                    $"--listen must be an address such as 127.0.0.1 or 0.0.0.0, but is {result.Tokens[0].Value}."
                );
                return null;
            },
        };

    /// <summary>Where no browser can be opened the address has been printed, which is enough.</summary>
    private static void Open(Uri address)
    {
        try
        {
            Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception none) when (none is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            return;
        }
    }
}
