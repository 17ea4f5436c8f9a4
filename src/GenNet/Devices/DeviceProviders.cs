using System.Globalization;
using GenNet.Devices.Cpu;

namespace GenNet.Devices;

/// <summary>The kinds of devices that a program has, by name.</summary>
internal static class DeviceProviders
{
    private const string GpuKind = "gpu";
    private const string GpuPackage = "GPUs are in a package of their own: reference GenNet.Gpu in the program (dotnet add package GenNet.Gpu)";

    private static readonly Lock s_lock = new();
    private static Provider[] s_providers = [ProviderOf<CpuDevice>()];

    /// <summary>The GPUs that the package for them finds.</summary>
    public static IReadOnlyList<DeviceDescription> Gpus => GpuProvider?.Devices() ?? [];

    private static Provider? GpuProvider => Array.Find(Volatile.Read(ref s_providers), static p => p.Name == GpuKind);

    public static void Add<TProvider>()
        where TProvider : IDeviceProvider
    {
        lock (s_lock)
        {
            if (Array.TrueForAll(s_providers, static p => p.Type != typeof(TProvider)))
                s_providers = [.. s_providers, ProviderOf<TProvider>()];
        }
    }

    /// <summary>GPU <paramref name="index"/>.</summary>
    public static Device Gpu(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return GpuProvider is { } provider ? provider.Open(index) : throw new PlatformNotSupportedException($"{GpuPackage}, or use Device.Cpu().");
    }

    /// <summary>The device called <paramref name="name"/>, as in <c>cpu:4</c>.</summary>
    public static Device Open(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (kind, number) = Split(name.Trim());
        var found = Array.FindAll(Volatile.Read(ref s_providers), p => p.Name.Equals(kind, StringComparison.OrdinalIgnoreCase));
        return found switch
        {
            [] when kind.Equals(GpuKind, StringComparison.OrdinalIgnoreCase) => throw new ArgumentException($"'{name}' is no device of this program. There are {Known()}. {GpuPackage}."),
            [] => throw new ArgumentException($"'{name}' is no device of this program. There are {Known()}. A device of another package is there where the package is referenced."),
            [var provider] when number is null => provider.Open(null),
            [var provider] => provider.Open(NumberOf(provider, name, number)),
            _ => throw new ArgumentException($"'{name}' is the name of several kinds of devices: {string.Join(", ", found.Select(static p => p.Type.FullName))}. Reference one of their packages."),
        };
    }

    private static (string Kind, string? Number) Split(string name) =>
        name.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (name[..colon], name[(colon + 1)..]) : (name, null);

    private static int NumberOf(Provider provider, string name, string number)
    {
        if (provider.NumberName is null)
            throw new ArgumentException($"'{name}': {provider.Name} takes no number. There are {Known()}.");
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArgumentException($"'{name}': what follows the colon is no whole number. There are {Known()}.");
    }

    private static string Known() => string.Join(", ", Volatile.Read(ref s_providers).SelectMany(static p =>
        p.NumberName is { } number ? (string[])[p.Name, $"{p.Name}:<{number}>"] : [p.Name]));

    private static Provider ProviderOf<TProvider>()
        where TProvider : IDeviceProvider => new(TProvider.Name, TProvider.NumberName, typeof(TProvider), static number => TProvider.Open(number), static () => TProvider.Devices);

    private sealed record Provider(string Name, string? NumberName, Type Type, Func<int?, Device> Open, Func<IReadOnlyList<DeviceDescription>> Devices);
}
