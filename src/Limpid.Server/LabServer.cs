using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Limpid.Server.Api;
using Limpid.Server.Desks;
using Limpid.Server.Trainings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.OpenApi;

namespace Limpid.Server;

/// <summary>The lab behind an address: its page, the native engine behind the page, and an API for programs. It answers
/// only requests that mean this very address.</summary>
public sealed class LabServer : IAsyncDisposable
{
    /// <summary>What the page may load and run.</summary>
    public const string Policy = OriginGuard.Policy;

    // with requests under way, once the end has come
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly WebApplication _application;

    private LabServer(WebApplication application) =>
        (_application, Address) = (
            application,
            Reached(
                new(
                    application
                        .Services.GetRequiredService<IServer>()
                        .Features.Get<IServerAddressesFeature>()!
                        .Addresses.First()
                )
            )
        );

    /// <summary>Where this machine reaches it: http://127.0.0.1 and a port.</summary>
    public Uri Address { get; }

    /// <summary>Serves until disposed.</summary>
    /// <param name="options">What, and where.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Unavailable"/>: the address or the port cannot be
    /// had.</exception>
    public static async Task<LabServer> StartAsync(LabOptions options, CancellationToken stop = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = options.Site });
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(options.Listen, options.Port);
                kestrel.AddServerHeader = false;
                Limits.Set(kestrel.Limits);
            });
        builder.Logging.ClearProviders();
        Add(builder.Services, options);
        WebApplication application = builder.Build();
        Use(application, options);
        try
        {
            await application.StartAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new LimpidException(
                Fault.Unavailable,
                IsTaken(exception)
                    ? $"Port {options.Port} is in use, perhaps by a lab that is open already: choose another with "
                        + "--port, or --port 0 for any that is free."
                    : $"Port {options.Port} of {options.Listen} could not be had ({exception.Message.TrimEnd('.')}): "
                        + "choose another with --port, or --port 0 for any that is free.",
                exception
            );
        }
        return new(application);
    }

    /// <summary>Ends what is under way, and the server.</summary>
    public async ValueTask DisposeAsync()
    {
        // their readers come to an end with them
        _application.Services.GetRequiredService<TrainingRegistry>().Dispose();
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsTaken(Exception exception) =>
        exception is AddressInUseException || exception.InnerException is AddressInUseException;

    /// <summary>All addresses of a machine are none that could be opened: this machine's own stands for them.</summary>
    private static Uri Reached(Uri bound) =>
        IPAddress.TryParse(bound.IdnHost, out IPAddress? address)
        && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(bound) { Host = address.Equals(IPAddress.Any) ? "127.0.0.1" : "[::1]" }.Uri
            : bound;

    private static void Add(IServiceCollection services, LabOptions options)
    {
        services
            .AddSingleton(options)
            .AddSingleton<OriginGuard>()
            .AddSingleton<ModelCatalogue>()
            .AddSingleton<HostedSessions>()
            .AddSingleton<TrainingRegistry>()
            .AddHostedService<Sweeper>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        services.AddRouting();
        services.AddOpenApi(openApi =>
            openApi
                .AddDocumentTransformer((document, _, _) => Describe(document))
                .AddOperationTransformer(
                    (operation, _, _) =>
                    {
                        operation.Tags = null; // else all are called by the program's name
                        return Task.CompletedTask;
                    }
                )
        );
        services.ConfigureHttpJsonOptions(json =>
        {
            (json.SerializerOptions.DefaultIgnoreCondition, json.SerializerOptions.PropertyNamingPolicy) = (
                JsonIgnoreCondition.WhenWritingNull,
                JsonNamingPolicy.CamelCase
            );
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        Limits.Add(services);
    }

    private static Task Describe(OpenApiDocument document)
    {
        (document.Info.Title, document.Tags) = ("Limpid's lab", null);
        document.Info.Description =
            "Digits read and networks trained on this machine. Errors are problem+json with one sentence in "
            + $"detail. What changes anything needs the header {OriginGuard.TokenHeader}.";
        return Task.CompletedTask;
    }

    private static void Use(WebApplication application, LabOptions options)
    {
        string site = options.Site;
        application.Use(Problems.Guard);
        application.Use(application.Services.GetRequiredService<OriginGuard>().Pass);
        application.Use(
            (context, next) =>
            {
                if (context.Request.Path.Value is "/" or "/index.html")
                    options.Late?.Show();
                return next(context);
            }
        );
        application.UseRouting();
        application.UseDefaultFiles(new DefaultFilesOptions { FileProvider = new PhysicalFileProvider(site) });
        application.UseStaticFiles(Files(site));
        application.UseRateLimiter();
        application.UseRequestTimeouts();
        HealthApi.Map(application);
        RecognizeApi.Map(application);
        ModelApi.Map(application);
        TrainingApi.Map(application);
        RunsApi.Map(application);
        DataApi.Map(application);
        DeskApi.Map(application);
        TryItPage.Map(application);
        application.MapOpenApi("/openapi.json");
    }

    private static StaticFileOptions Files(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".safetensors"] = "application/octet-stream";
        return new()
        {
            FileProvider = new PhysicalFileProvider(folder),
            ContentTypeProvider = types,
            // asked for again, and told by its ETag that it has not changed
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        };
    }
}
