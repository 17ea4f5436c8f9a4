using System.Reflection;

namespace GenNet.Tests.Training;

/// <summary>Null where a value must be: every public entry says which argument it is, before anything is done.</summary>
public sealed class NullArgumentTests
{
    // Called by generated code alone, with what the generator gives.
    private static readonly string[] s_ofGeneratedCode = ["GenNet.Layers", "GenNet.Kernels", "GenNet.Devices", "GenNet.Specs", "GenNet.Descriptions"];

    private static readonly NullabilityInfoContext s_nullability = new();

    public static TheoryData<string> Entries() => [.. Public().SelectMany(static method => Required(method).Select(parameter => Name(method, parameter))).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Entries))]
    public void Null_WhereAValueMustBe_IsNamed(string entry)
    {
        var (method, parameter) = Public().SelectMany(static method => Required(method).Select(parameter => (method, parameter))).First(pair => Name(pair.method, pair.parameter) == entry);
        var arguments = method.GetParameters().Select(p => p.Position == parameter.Position ? null : Sample(p)).ToArray();

        var failure = Record(method, arguments);

        Assert.True(failure is ArgumentException, $"{entry}: {failure?.GetType().Name ?? "nothing was thrown"} {failure?.StackTrace}");
    }

    [Fact]
    public void Fit_WithACallbackThatIsNull_NamesCallbacksBeforeTraining()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);

        Assert.Equal("callbacks", Assert.Throws<ArgumentNullException>(() => trainer.Fit(Data(), callbacks: [new TerminateOnNaN(), null!], verbose: false, cancellationToken: TestContext.Current.CancellationToken)).ParamName);
        Assert.Equal(0, trainer.Iterations);
    }

    [Fact]
    public void Evaluate_WithAMetricThatIsNull_NamesMetrics()
    {
        using var net = new Line(1);

        Assert.Equal("metrics", Assert.Throws<ArgumentNullException>(() => net.Evaluate(Data(), Loss.MeanSquaredError, [null!])).ParamName);
    }

    [Fact]
    public void Entries_AreThoseOfTheLibrary() => Assert.True(Entries().Count > 18, $"{Entries().Count} entries.");

    private static Exception? Record(MethodBase method, object?[] arguments)
    {
        try
        {
            if (method is ConstructorInfo constructor)
                (constructor.Invoke(arguments) as IDisposable)?.Dispose();
            else
                method.Invoke(method.IsStatic ? null : SampleOf(method.ReflectedType!), arguments);
            return null;
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException;
        }
    }

    // Records of what the library found out, and exceptions, are made by itself.
    private static bool IsMadeByTheLibrary(Type type) => type.GetMethod("<Clone>$") is not null || type.IsSubclassOf(typeof(Exception)) || type == typeof(GenNet.Weights.Hdf5.Hdf5Unread);

    private static IEnumerable<MethodBase> Public() => typeof(Model).Assembly.GetExportedTypes()
        .Where(static type => !IsMadeByTheLibrary(type) && type is { IsGenericTypeDefinition: false, IsInterface: false, IsEnum: false } && !type.IsSubclassOf(typeof(Layer)) && !type.IsSubclassOf(typeof(Delegate))
            && !s_ofGeneratedCode.Any(space => type.Namespace == space || type.Namespace!.StartsWith(space + ".", StringComparison.Ordinal)))
        .SelectMany(static type => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)).OfType<MethodBase>()
        .Where(static method => method is { IsAbstract: false, ContainsGenericParameters: false } && method is not ConstructorInfo { DeclaringType.IsAbstract: true }
            && !method.Name.StartsWith("get_", StringComparison.Ordinal) && method.Name is not ("Equals" or "GetHashCode" or "Deconstruct" or "op_Equality" or "op_Inequality" or "op_Implicit")
            && (method.IsStatic || method is ConstructorInfo || SampleOf(method.ReflectedType!) is not null)
            && method.GetParameters().All(CanBeGiven));

    private static IEnumerable<ParameterInfo> Required(MethodBase method) => method.GetParameters()
        .Where(static parameter => !parameter.ParameterType.IsValueType && s_nullability.Create(parameter).WriteState == NullabilityState.NotNull);

    private static bool CanBeGiven(ParameterInfo parameter) =>
        parameter.ParameterType is { IsByRef: false, IsPointer: false, IsByRefLike: false } && (parameter.HasDefaultValue || parameter.ParameterType.IsValueType || SampleOf(parameter.ParameterType) is not null);

    private static object? Sample(ParameterInfo parameter) => parameter.HasDefaultValue ? parameter.DefaultValue is DBNull ? null : parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : SampleOf(parameter.ParameterType);

    private static object? SampleOf(Type type) => type switch
    {
        _ when type == typeof(string) => "a.weights.h5",
        _ when type == typeof(Model) => new Line(1),
        _ when type == typeof(Dataset) => Data(),
        _ when type == typeof(Loss) => Loss.MeanSquaredError,
        _ when type == typeof(Optimizer) => new SGD(0.1),
        _ when type == typeof(Metric) => Metric.Accuracy,
        _ when type == typeof(Trainer) => new Line(1).Trainer(new SGD(0.1), Loss.MeanSquaredError),
        _ when type == typeof(EarlyStopping) => new EarlyStopping(),
        _ when type == typeof(TerminateOnNaN) => new TerminateOnNaN(),
        _ when type == typeof(ModelCheckpoint) => new ModelCheckpoint("a.weights.h5"),
        _ when type == typeof(LoadOptions) => LoadOptions.Strict,
        _ when type == typeof(float[]) => new float[1],
        _ => null,
    };

    private static Dataset Data() => Dataset.From(1, new float[1], new float[1]);

    private static string Name(MethodBase method, ParameterInfo parameter) =>
        $"{method.ReflectedType!.FullName}.{method.Name}({string.Join(", ", method.GetParameters().Select(static p => p.ParameterType.Name))}): {parameter.Name}";
}
