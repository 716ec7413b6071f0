using Limpid.Server.Desks;
using Limpid.Server.Trainings;
using Microsoft.Extensions.Hosting;

namespace Limpid.Server;

/// <summary>Looks now and then for what nobody uses any more.</summary>
internal sealed class Sweeper(HostedSessions desks, TrainingRegistry trainings) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                desks.Sweep();
                trainings.Sweep();
            }
        }
        catch (OperationCanceledException)
        {
            return; // the server ends
        }
    }
}
