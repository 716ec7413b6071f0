using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Limpid.Server;

/// <summary>The lab's folder behind an address of this machine alone. It changes nothing, and answers only requests that mean this very address.</summary>
public sealed class LabServer : IAsyncDisposable
{
    /// <summary>What the page may load and run: its own files, and WebAssembly. Nothing from elsewhere, nothing written into the page.</summary>
    public const string Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly WebApplication _application;

    private LabServer(WebApplication application) =>
        (_application, Address) = (application, new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));

    /// <summary>Where it listens: http://127.0.0.1 and a port.</summary>
    public Uri Address { get; }

    /// <summary>Serves a folder until disposed.</summary>
    /// <param name="folder">The site.</param>
    /// <param name="port">Where to listen; 0 takes any port that is free.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Unavailable"/>: the port is taken.</exception>
    public static async Task<LabServer> StartAsync(string folder, int port, CancellationToken stop = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = folder });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
        });
        builder.Logging.ClearProviders();
        WebApplication application = builder.Build();
        application.Use(Guard);
        application.UseDefaultFiles(new DefaultFilesOptions { FileProvider = new PhysicalFileProvider(folder) });
        application.UseStaticFiles(Files(folder));
        try
        {
            await application.StartAsync(stop).ConfigureAwait(false);
        }
        catch (IOException wrong)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new LimpidException(Fault.Unavailable, $"Port {port} of 127.0.0.1 could not be had: {wrong.Message} Is the lab open already? Choose another with --port, or --port 0 for any that is free.", wrong);
        }
        return new(application);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    /// <summary>
    /// Other web pages can make a browser call this address. One that reached it by a name of their own (DNS rebinding) is told by its Host and gets nothing;
    /// and since only reading is answered, nothing can be changed here.
    /// </summary>
    private static Task Guard(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        HostString host = context.Request.Host;
        if (host.Host is not ("127.0.0.1" or "localhost") || host.Port != context.Connection.LocalPort)
            return Refuse(context, StatusCodes.Status421MisdirectedRequest, $"This is the lab of http://127.0.0.1:{context.Connection.LocalPort}, not of {host}.");
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return Refuse(context, StatusCodes.Status405MethodNotAllowed, "The lab's files can only be read.");
        return next(context);
    }

    private static Task Refuse(HttpContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(words);
    }

    private static StaticFileOptions Files(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".safetensors"] = "application/octet-stream";
        return new()
        {
            FileProvider = new PhysicalFileProvider(folder), ContentTypeProvider = types,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",   // asked for again, and told by its ETag that it has not changed
        };
    }
}
