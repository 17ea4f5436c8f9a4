namespace GenNet;

/// <summary>
/// Says that an assembly brings a kind of device. Wherever a project with models, or a program, references the assembly, GenNet's generator writes a module initializer that calls
/// <see cref="Device.Register{TProvider}"/>: nothing is found by reflection, and what isn't referenced isn't there.
/// </summary>
/// <example><c>[assembly: DeviceProvider&lt;GpuProvider&gt;]</c></example>
/// <typeparam name="TProvider">What opens devices of that kind: a public class.</typeparam>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class DeviceProviderAttribute<TProvider> : Attribute
    where TProvider : IDeviceProvider;
