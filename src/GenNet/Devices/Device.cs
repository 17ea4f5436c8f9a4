using GenNet.Devices;
using GenNet.Devices.Cpu;

namespace GenNet;

/// <summary>
/// Where a model runs. A device makes the runners of the models that are put on it; a package brings one by deriving from this class, and makes it known with
/// <see cref="DeviceProviderAttribute{TProvider}"/>. Instances can be shared by any number of models and threads.
/// </summary>
public abstract class Device
{
    /// <summary>The environment variable that names the default device.</summary>
    internal const string DefaultVariable = "GENNET_DEVICE";

    private static readonly Lazy<CpuDevice> s_cpu = new(static () => new CpuDevice(Environment.ProcessorCount));
    private static volatile Device? s_default;

    /// <summary>A device called <paramref name="name"/>.</summary>
    /// <param name="name">What it is, as in <c>CPU, 8 threads, 256-bit vectors</c>: it stands in messages.</param>
    protected Device(string name) => Name = name;

    /// <summary>What it is, as in <c>CPU, 8 threads, 256-bit vectors</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// The device of models that name none: what the program has set, else what the environment variable <c>GENNET_DEVICE</c> names (<c>cpu:4</c>, see <see cref="Named"/>),
    /// else the CPU with all its cores. Models that are there already stay where they are.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="InvalidOperationException"><c>GENNET_DEVICE</c> names no device of this program; the message lists what there is.</exception>
    public static Device Default
    {
        get => s_default ??= FromEnvironment(Environment.GetEnvironmentVariable(DefaultVariable));
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            s_default = value;
        }
    }

    /// <summary>The CPU.</summary>
    /// <param name="threads">Number of threads that share the work, at least 1; all cores by default. Results don't depend on it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    public static Device Cpu(int? threads = null)
    {
        if (threads is not { } count)
            return s_cpu.Value;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(threads));
        return new CpuDevice(count);
    }

    /// <summary>A GPU, by the package GenNet.Gpu.</summary>
    /// <param name="index">Which of <see cref="Gpus"/>.</param>
    /// <exception cref="PlatformNotSupportedException">The program has no such package, or this machine no GPU or no driver; the message says what to install.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public static Device Gpu(int index = 0) => DeviceProviders.Gpu(index);

    /// <summary>The GPUs that <see cref="Gpu"/> opens, in the order of their indices; none without the package GenNet.Gpu or a driver.</summary>
    public static IReadOnlyList<DeviceDescription> Gpus => DeviceProviders.Gpus;

    /// <summary>The device that a configuration or command line names.</summary>
    /// <param name="name">The name of a kind of device, and for some a number: <c>cpu</c>, <c>cpu:4</c> (threads), <c>gpu:1</c> (index, with the package GenNet.Gpu). Upper and lower case are the same.</param>
    /// <exception cref="ArgumentException">There is no such kind of device in this program; the message lists what there is. Or the number makes no sense.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine has no such device.</exception>
    public static Device Named(string name) => DeviceProviders.Open(name);

    /// <summary>
    /// Makes a kind of device known to <see cref="Named"/> and <c>GENNET_DEVICE</c>. Programs needn't call it for devices of referenced packages: generated code does.
    /// Calling it again changes nothing.
    /// </summary>
    /// <typeparam name="TProvider">What opens devices of that kind.</typeparam>
    public static void Register<TProvider>()
        where TProvider : IDeviceProvider => DeviceProviders.Add<TProvider>();

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>What the device has of what models may ask for besides layers; nothing by default.</summary>
    protected internal virtual DeviceFeatures Features => DeviceFeatures.None;

    /// <summary>What runs predictions of <paramref name="model"/> on this device. Its weights and code are looked at here, so that a model that can't run is refused before any prediction.</summary>
    /// <exception cref="NotSupportedException">The model can't run here; the message names the model and what is missing.</exception>
    protected internal abstract InferenceRunner CreateInferenceRunner(ModelInstance model);

    /// <summary>What trains <paramref name="model"/> on this device.</summary>
    /// <param name="model">The model.</param>
    /// <param name="optimizer">How weights follow gradients.</param>
    /// <exception cref="NotSupportedException">The model can't be trained here, or not with this optimizer; the message names it.</exception>
    protected internal abstract TrainingRunner CreateTrainingRunner(ModelInstance model, Optimizer optimizer);

    /// <summary>
    /// Memory for a copy of a model's weights, on devices that have memory of their own; <see cref="WeightArena.On"/> asks for it once and keeps the copy up to date.
    /// </summary>
    /// <param name="model">The model that the weights are of.</param>
    protected internal virtual DeviceWeights AllocateWeights(ModelDescription model) =>
        throw new NotSupportedException($"{this} works on the weights in the host's memory: it overrides no {nameof(AllocateWeights)}.");

    /// <summary>What runs <paramref name="model"/>'s inference on this device.</summary>
    /// <exception cref="NotSupportedException">The model asks for what the device hasn't.</exception>
    internal InferenceRunner InferenceRunnerOf(ModelInstance model)
    {
        var missing = model.Description.Features & ~Features;
        return missing == DeviceFeatures.None
            ? CreateInferenceRunner(model)
            : throw new NotSupportedException($"{model.Description.FullName} can't run on {this}, which hasn't what the model asks for: {missing}. Use Device.Cpu().");
    }

    /// <summary>The default device where <c>GENNET_DEVICE</c> is <paramref name="name"/>.</summary>
    internal static Device FromEnvironment(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return s_cpu.Value;
        try
        {
            return Named(name);
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException($"The environment variable {DefaultVariable} names the default device. {e.Message}", e);
        }
    }
}
