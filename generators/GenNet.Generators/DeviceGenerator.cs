using GenNet.Generators.Emitting;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators;

/// <summary>
/// Makes the devices of referenced assemblies known to the program: a module initializer registers each, wherever models or a program are compiled. Nothing is written where no reference
/// brings a device.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class DeviceGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var providers = context.CompilationProvider
            .Select(static (compilation, cancellation) => DeviceProviderParser.Parse(compilation, cancellation))
            .WithTrackingName(TrackingNames.DeviceProviders);

        var hasModels = ModelSteps.Models(context)
            .Collect()
            .Select(static (models, _) => models.Length > 0);

        var isProgram = context.CompilationProvider
            .Select(static (compilation, _) => compilation.Options.OutputKind is not (OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule));

        context.RegisterSourceOutput(providers.Combine(hasModels.Combine(isProgram)), static (context, pair) =>
        {
            var (devices, (hasModels, isProgram)) = pair;
            if (devices.Count > 0 && (hasModels || isProgram))
                context.AddSource(HintNames.Devices, DevicesEmitter.Emit(devices));
        });
    }
}
