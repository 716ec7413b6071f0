using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using Limpid.Server;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid lab</c>: the network in the browser, to be touched.</summary>
internal static class LabCommand
{
    private const int UsualPort = 7840, LastPort = 65535;

    private const string Notes =
        """
        Examples:
          limpid lab
          limpid lab --no-open --port 0

        The page computes in the browser itself; this command only brings it its files. It
        listens on 127.0.0.1 and answers no other machine. In a clone where the page was not
        built yet it is built first, which needs Node.js. Ctrl-C ends it.
        """;

    public static Command Create(Host host)
    {
        Option<int> port = WholeNumber.Option("--port", "Where to listen; 0 takes any port that is free", UsualPort, 0, LastPort);
        var closed = new Option<bool>("--no-open") { Description = "Print the address, open no browser" };
        var command = new Verb("lab", "Opens the network in the browser: draw, look inside, train", Notes) { port, closed };
        command.SetAction(async (parsed, stop) =>
        {
            string site = await LabSite.FindAsync(host.Error.WriteLine, stop).ConfigureAwait(false);
            LabServer server = await LabServer.StartAsync(site, parsed.GetValue(port), stop).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                host.Json(new() { ["address"] = server.Address.AbsoluteUri });
                host.Line($"The lab is at {server.Address}   (Ctrl-C ends it)");
                if (!parsed.GetValue(closed)) Open(server.Address);
                await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            }
            return ExitCode.Success;
        });
        return command;
    }

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
