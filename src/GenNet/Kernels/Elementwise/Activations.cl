// activate(x) is the ACTIVATION that the program is compiled with. Softmax and its logarithm need a whole row and come after.
inline float activate(float x)
{
#if ACTIVATION == LINEAR || ACTIVATION == SOFTMAX || ACTIVATION == LOG_SOFTMAX
    return x;
#elif ACTIVATION == RELU
    return fmax(x, 0.0f);
#elif ACTIVATION == RELU6
    return fmin(fmax(x, 0.0f), 6.0f);
#elif ACTIVATION == LEAKY_RELU
    return x > 0.0f ? x : 0.2f * x;
#elif ACTIVATION == ELU || ACTIVATION == CELU
    return x > 0.0f ? x : expm1(x);
#elif ACTIVATION == SELU
    return 1.05070098735548f * (x > 0.0f ? x : 1.67326324235438f * expm1(x));
#elif ACTIVATION == GELU
    return 0.5f * x * erfc(-0.707106781186548f * x);
#elif ACTIVATION == SILU
    return x / (1.0f + exp(-x));
#elif ACTIVATION == HARD_SILU
    return x * fmin(fmax(x / 6.0f + 0.5f, 0.0f), 1.0f);
#elif ACTIVATION == SIGMOID
    return 1.0f / (1.0f + exp(-x));
#elif ACTIVATION == HARD_SIGMOID
    return fmin(fmax(x / 6.0f + 0.5f, 0.0f), 1.0f);
#elif ACTIVATION == HARD_SIGMOID_KERAS2
    return fmin(fmax(0.2f * x + 0.5f, 0.0f), 1.0f);
#elif ACTIVATION == LOG_SIGMOID
    return fmin(x, 0.0f) - log1p(exp(-fabs(x)));
#elif ACTIVATION == TANH
    return tanh(x);
#elif ACTIVATION == HARD_TANH
    return fmin(fmax(x, -1.0f), 1.0f);
#elif ACTIVATION == TANH_SHRINK
    return x - tanh(x);
#elif ACTIVATION == HARD_SHRINK
    return fabs(x) > 0.5f ? x : 0.0f;
#elif ACTIVATION == SOFT_SHRINK
    return x > 0.5f ? x - 0.5f : x < -0.5f ? x + 0.5f : 0.0f;
#elif ACTIVATION == EXPONENTIAL
    return exp(x);
#elif ACTIVATION == SOFTPLUS
    return fmax(x, 0.0f) + log1p(exp(-fabs(x)));
#elif ACTIVATION == SOFTSIGN
    return x / (1.0f + fabs(x));
#elif ACTIVATION == MISH
    return x * tanh(fmax(x, 0.0f) + log1p(exp(-fabs(x))));
#elif ACTIVATION == SQUAREPLUS
    return 0.5f * (x + sqrt(x * x + 4.0f));
#elif ACTIVATION == SPARSE_PLUS
    return x <= -1.0f ? 0.0f : x < 1.0f ? 0.25f * (x + 1.0f) * (x + 1.0f) : x;
#elif ACTIVATION == SPARSE_SIGMOID
    return fmin(fmax(0.5f * (x + 1.0f), 0.0f), 1.0f);
#else
#error no OpenCL code for this activation
#endif
}
